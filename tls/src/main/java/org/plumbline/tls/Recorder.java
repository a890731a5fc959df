package org.plumbline.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Notes what servers show while they are trusted blindly. One serves all handshakes, because a
 * context for each would cost as much as the handshake; notes are kept by socket while it lasts.
 */
final class Recorder {
  /** What one server showed. */
  static final class Notes {
    private volatile List<X509Certificate> chain = List.of();
    private volatile boolean clientCertificate;

    List<X509Certificate> chain() {
      return chain;
    }

    boolean clientCertificate() {
      return clientCertificate;
    }
  }

  private final Map<Socket, Notes> open = new ConcurrentHashMap<>();

  Notes begin(Socket socket) {
    Notes notes = new Notes();
    open.put(socket, notes);
    return notes;
  }

  void end(Socket socket) {
    open.remove(socket);
  }

  private @Nullable Notes of(@Nullable Socket socket) {
    return socket == null ? null : open.get(socket);
  }

  /** Extended, because a plain one would be wrapped by checks of the library's own. */
  X509ExtendedTrustManager trusting() {
    return new Trusting();
  }

  /** Offers no certificate, and notes that one was wanted. */
  X509ExtendedKeyManager withoutKeys() {
    return new WithoutKeys();
  }

  private final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      Notes notes = of(socket);
      if (notes != null) {
        notes.chain = List.of(chain);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private final class WithoutKeys extends X509ExtendedKeyManager {
    @Override
    public @Nullable String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      Notes notes = of(socket);
      if (notes != null) {
        notes.clientCertificate = true;
      }
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      return null;
    }
  }
}
