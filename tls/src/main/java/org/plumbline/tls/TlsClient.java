package org.plumbline.tls;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.conscrypt.OpenSSLProvider;
import org.jspecify.annotations.Nullable;
import org.plumbline.net.Addresses;
import org.plumbline.net.Deadline;
import org.plumbline.net.Fanout;
import org.plumbline.net.Stopwatch;

/**
 * Shakes hands as a browser would, over a connection that somebody else made. Safe for use by many
 * threads at once; make one and keep it.
 */
public final class TlsClient {
  private final Recorder recorder = new Recorder();
  private final SSLContext context;

  private TlsClient(SSLContext context) throws KeyManagementException {
    this.context = context;
    context.init(
        new KeyManager[] {recorder.withoutKeys()}, new TrustManager[] {recorder.trusting()}, null);
  }

  /** BoringSSL where its native library runs, else the JDK's own. */
  public static TlsClient create() {
    try {
      return of(new OpenSSLProvider());
    } catch (GeneralSecurityException | UnsatisfiedLinkError | NoClassDefFoundError e) {
      return jdk();
    }
  }

  /** The JDK's own engine: slower, and the second opinion. */
  public static TlsClient jdk() {
    try {
      return new TlsClient(SSLContext.getInstance("TLS"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  private static TlsClient of(Provider provider) throws GeneralSecurityException {
    return new TlsClient(SSLContext.getInstance("TLS", provider));
  }

  /** Which engine it is, for the record. */
  public String engine() {
    return context.getProvider().getName();
  }

  /**
   * Shakes hands once. What the server does is in the result; nothing is thrown for it. The
   * connection is closed unless the result is {@link Handshake.Done}.
   *
   * @param connected to the chosen address
   * @param serverName asked for (RFC 6066 section 3); an address is not sent, as that section says
   * @param alpn protocols offered, best first; may be empty
   */
  public Handshake handshake(
      Socket connected, String serverName, List<String> alpn, Deadline deadline) {
    Stopwatch watch = Stopwatch.start();
    SSLSocket socket;
    try {
      socket = wrap(connected, serverName, alpn);
    } catch (IOException e) {
      close(connected);
      return new Handshake.Broken(watch.elapsed(), List.of(), false, e);
    }
    Recorder.Notes notes = recorder.begin(socket);
    try {
      List<Handshake> done =
          Fanout.all(List.of(() -> shake(socket, notes, watch, deadline)), deadline);
      if (!done.isEmpty()) {
        return done.getFirst();
      }
      close(socket);
      close(connected);
      return broken(watch.elapsed(), notes, new SocketTimeoutException("Handshake timed out"));
    } finally {
      recorder.end(socket);
    }
  }

  private SSLSocket wrap(Socket connected, String serverName, List<String> alpn)
      throws IOException {
    // Without a peer's name the engines find no earlier session, so every handshake is a full one.
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(connected, null, -1, true);
    SSLParameters parameters = socket.getSSLParameters();
    if (!Addresses.isLiteral(serverName)) {
      try {
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
      } catch (IllegalArgumentException e) {
        throw new IOException("not a host name: " + serverName, e);
      }
    }
    parameters.setApplicationProtocols(alpn.toArray(String[]::new));
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static Handshake shake(
      SSLSocket socket, Recorder.Notes notes, Stopwatch watch, Deadline deadline) {
    try {
      socket.setSoTimeout(Math.max(1, deadline.socketMillis()));
      socket.startHandshake();
      Duration elapsed = watch.elapsed();
      SSLSession session = socket.getSession();
      String agreed = socket.getApplicationProtocol();
      return new Handshake.Done(
          elapsed,
          chain(session, notes),
          notes.clientCertificate(),
          socket,
          version(session.getProtocol()),
          session.getCipherSuite(),
          agreed == null || agreed.isEmpty() ? null : agreed);
    } catch (IOException e) {
      close(socket);
      return broken(watch.elapsed(), notes, e);
    }
  }

  private static List<X509Certificate> chain(SSLSession session, Recorder.Notes notes) {
    if (!notes.chain().isEmpty()) {
      return notes.chain();
    }
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate certificate : session.getPeerCertificates()) {
        if (certificate instanceof X509Certificate x509) {
          chain.add(x509);
        }
      }
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
    return chain;
  }

  private static Handshake broken(Duration elapsed, Recorder.Notes notes, IOException error) {
    return new Handshake.Broken(elapsed, notes.chain(), notes.clientCertificate(), error);
  }

  /** {@code TLSv1.3} as the records write it: {@code TLS1.3}. */
  private static String version(String protocol) {
    return protocol.equals("TLSv1") ? "TLS1.0" : protocol.replace("TLSv", "TLS");
  }

  private static void close(@Nullable Socket socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        return; // it is gone either way
      }
    }
  }
}
