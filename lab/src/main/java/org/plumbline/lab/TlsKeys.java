package org.plumbline.lab;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** TLS contexts of web hosts: one for each list of certificates, so that none outlives a phase. */
final class TlsKeys {
  private final CertificateFactory factory;
  private final ConcurrentMap<List<CertificateSpec>, SSLContext> contexts =
      new ConcurrentHashMap<>();

  TlsKeys(CertificateFactory factory) {
    this.factory = factory;
  }

  SSLContext context(List<CertificateSpec> certificates) {
    return contexts.computeIfAbsent(certificates, this::make);
  }

  private SSLContext make(List<CertificateSpec> certificates) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ByServerName(certificates, factory)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Chooses by the server name of the handshake (RFC 6066 section 3). */
  private static final class ByServerName extends X509ExtendedKeyManager {
    private static final String KEY_TYPE = "EC";

    private final List<CertificateSpec> certificates;
    private final CertificateFactory factory;

    ByServerName(List<CertificateSpec> certificates, CertificateFactory factory) {
      this.certificates = certificates;
      this.factory = factory;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      if (!keyType.equals(KEY_TYPE) || !(socket instanceof SSLSocket tls)) {
        return null;
      }
      return ServerNames.choose(certificates, serverName(tls.getHandshakeSession())).id();
    }

    private static String serverName(@Nullable SSLSession session) {
      if (session instanceof ExtendedSSLSession extended) {
        for (SNIServerName name : extended.getRequestedServerNames()) {
          if (name instanceof SNIHostName host) {
            return host.getAsciiName();
          }
        }
      }
      return "";
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      for (CertificateSpec certificate : certificates) {
        if (certificate.id().equals(alias)) {
          return factory.issue(certificate).chain().toArray(new X509Certificate[0]);
        }
      }
      return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      for (CertificateSpec certificate : certificates) {
        if (certificate.id().equals(alias)) {
          return factory.issue(certificate).key();
        }
      }
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return certificates.stream().map(CertificateSpec::id).toArray(String[]::new);
    }
  }
}
