package org.plumbline.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Prefix;
import org.plumbline.tls.TestCertificates;

/** What tests with receivers on loopback share: an authority, a host with a certificate, a way. */
final class Loopback {
  /** A name that only {@link #NAMES} knows. */
  static final String HOST = "receiver.example";

  static final AddressPolicy ALLOWED =
      new AddressPolicy(List.of(Prefix.parse("127.0.0.0/8")), Set.of());
  static final HostNames NAMES =
      host -> List.of(InetAddress.ofLiteral(host.equals(HOST) ? "127.0.0.1" : host));

  private static final TestCertificates.Held AUTHORITY = TestCertificates.authority("CN=Test CA");

  private Loopback() {}

  static X509Certificate root() {
    return AUTHORITY.certificate();
  }

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  /** Goes to loopback, and believes the test authority. */
  static Dialer dialer() {
    return new Dialer(NAMES, ALLOWED, Trust.in(List.of(root())));
  }

  /** A server's side of TLS, with a certificate for a name. */
  static SSLContext server(String name) {
    TestCertificates.Held held =
        TestCertificates.named("CN=" + name)
            .dns(name)
            .valid(Instant.parse("2024-01-01T00:00:00Z"), Duration.ofDays(36_500))
            .by(AUTHORITY);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "it",
          held.keys().getPrivate(),
          new char[0],
          new Certificate[] {held.certificate(), AUTHORITY.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
