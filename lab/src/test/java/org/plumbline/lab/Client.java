package org.plumbline.lab;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A plain client of a network, for tests: asks, connects, and says what came back. */
final class Client {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int TRIES = 5;
  private static final int LOST_MILLIS = 800;

  /** What a server sent: its chain, and the first line and body of its response. */
  record Page(List<X509Certificate> chain, String text) {}

  private final Network network;

  Client(Network network) {
    this.network = network;
  }

  /** Asks over UDP, again when the packet was lost. */
  Message ask(String server, String name, int type) throws IOException {
    Message query =
        Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
    return ask(server, query);
  }

  Message ask(String server, Message query) throws IOException {
    byte[] wire = query.toWire();
    Endpoint remote = new Endpoint(InetAddress.ofLiteral(server), 53);
    for (int n = 0; ; n++) {
      try (DatagramSocket socket = network.openUdp(remote)) {
        socket.setSoTimeout(LOST_MILLIS);
        socket.send(new DatagramPacket(wire, wire.length));
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        socket.receive(packet);
        return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
      } catch (SocketTimeoutException e) {
        if (n == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Asks over TCP. */
  Message askTcp(String server, String name, int type) throws IOException {
    byte[] wire =
        Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN))
            .toWire();
    try (Socket socket = network.connect(new Endpoint(InetAddress.ofLiteral(server), 53), LIMIT)) {
      byte[] framed = new byte[wire.length + 2];
      framed[0] = (byte) (wire.length >> 8);
      framed[1] = (byte) wire.length;
      System.arraycopy(wire, 0, framed, 2, wire.length);
      socket.getOutputStream().write(framed);
      byte[] length = socket.getInputStream().readNBytes(2);
      int size = ((length[0] & 0xff) << 8) | (length[1] & 0xff);
      return new Message(socket.getInputStream().readNBytes(size));
    }
  }

  static List<String> addresses(Message response) {
    return response.getSection(Section.ANSWER).stream()
        .filter(ARecord.class::isInstance)
        .map(record -> ((ARecord) record).getAddress().getHostAddress())
        .sorted()
        .toList();
  }

  /** A TLS handshake that trusts anything, and one request. */
  Page get(String address, String host) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAnything()}, null);
    Endpoint remote = new Endpoint(InetAddress.ofLiteral(address), 443);
    try (Socket plain = network.connect(remote, LIMIT);
        SSLSocket socket =
            (SSLSocket) context.getSocketFactory().createSocket(plain, host, 443, true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      List<X509Certificate> chain =
          Arrays.stream(socket.getSession().getPeerCertificates())
              .map(X509Certificate.class::cast)
              .toList();
      socket
          .getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Page(chain, text);
    }
  }

  static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static final class TrustAnything implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
