package org.plumbline.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** What came of a handshake. */
public sealed interface Handshake {
  Duration elapsed();

  /** As it was sent, the leaf first; empty when none was. */
  List<X509Certificate> chain();

  /** Whether the server asked for a certificate of ours (none is ever sent). */
  boolean clientCertificate();

  /**
   * It finished. Nobody has judged the chain yet.
   *
   * @param socket to speak through, and to be closed by the caller
   * @param version such as TLS1.3
   * @param alpn agreed protocol (RFC 7301)
   */
  record Done(
      Duration elapsed,
      List<X509Certificate> chain,
      boolean clientCertificate,
      SSLSocket socket,
      String version,
      String cipher,
      @Nullable String alpn)
      implements Handshake {
    public Done {
      chain = List.copyOf(chain);
    }
  }

  /** It did not: an alert, silence, a reset, or something that is not TLS. */
  record Broken(
      Duration elapsed, List<X509Certificate> chain, boolean clientCertificate, IOException error)
      implements Handshake {
    public Broken {
      chain = List.copyOf(chain);
    }
  }
}
