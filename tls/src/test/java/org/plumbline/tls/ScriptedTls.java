package org.plumbline.tls;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server on loopback that shows a chain, or speaks no TLS at all. */
public final class ScriptedTls implements Closeable {
  /** What it does with a connection; closing is done for it. */
  public interface Talk {
    void with(Socket socket) throws IOException;
  }

  private final ServerSocket listener;

  private ScriptedTls(ServerSocket listener, Talk talk) {
    this.listener = listener;
    Thread.ofVirtual()
        .start(() -> {
          while (!listener.isClosed()) {
            accept(talk);
          }
        });
  }

  private void accept(Talk talk) {
    try {
      Socket socket = listener.accept();
      Thread.ofVirtual()
          .start(() -> {
            try (socket) {
              talk.with(socket);
            } catch (IOException e) {
              // the client had enough, which is what most tests are about
            }
          });
    } catch (IOException e) {
      // closed
    }
  }

  /** Shakes hands with this chain, the leaf's key first, then talks. */
  public static ScriptedTls showing(
      TestCertificates.Held leaf,
      List<X509Certificate> issuers,
      Consumer<SSLServerSocket> settings,
      Talk talk)
      throws IOException {
    SSLServerSocket listener =
        (SSLServerSocket)
            context(leaf, issuers).getServerSocketFactory().createServerSocket(0, 50, loopback());
    settings.accept(listener);
    return new ScriptedTls(listener, talk);
  }

  /** Talks without TLS. */
  public static ScriptedTls plain(Talk talk) throws IOException {
    return new ScriptedTls(new ServerSocket(0, 50, loopback()), talk);
  }

  public int port() {
    return listener.getLocalPort();
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static SSLContext context(TestCertificates.Held leaf, List<X509Certificate> issuers) {
    try {
      X509Certificate[] chain = new X509Certificate[issuers.size() + 1];
      chain[0] = leaf.certificate();
      for (int i = 0; i < issuers.size(); i++) {
        chain[i + 1] = issuers.get(i);
      }
      char[] password = "test".toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("leaf", leaf.keys().getPrivate(), password, chain);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
