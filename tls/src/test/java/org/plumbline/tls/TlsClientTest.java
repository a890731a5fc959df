package org.plumbline.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.net.Deadline;

class TlsClientTest {
  private static final TestCertificates.Held ROOT = TestCertificates.authority("CN=Root");
  private static final TestCertificates.Held MIDDLE =
      TestCertificates.named("CN=Middle").authority().by(ROOT);
  private static final TestCertificates.Held LEAF =
      TestCertificates.named("CN=leaf").dns("shop.test").by(MIDDLE);

  private static final ScriptedTls.Talk HELLO =
      socket -> {
        socket.getOutputStream().write('!');
        socket.getInputStream().read();
      };

  static Stream<TlsClient> engines() {
    return Stream.of(TlsClient.create(), TlsClient.jdk());
  }

  @Test
  void theNativeEngineRunsHere() {
    assertThat(TlsClient.create().engine()).isEqualTo("Conscrypt");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theWholeChainIsRecordedThoughNobodyTrustsIt(TlsClient client) throws IOException {
    try (ScriptedTls server = showing(listener -> {}, HELLO)) {
      for (int again = 0; again < 3; again++) { // never resumed: the chain comes every time
        Handshake.Done done = done(shake(client, server, List.of("http/1.1")));
        assertThat(done.chain())
            .extracting(X509Certificate::getSerialNumber)
            .containsExactly(
                LEAF.certificate().getSerialNumber(),
                MIDDLE.certificate().getSerialNumber(),
                ROOT.certificate().getSerialNumber());
        assertThat(done.version()).isEqualTo("TLS1.3");
        assertThat(done.cipher()).startsWith("TLS_");
        assertThat(done.alpn()).isNull();
        assertThat(done.clientCertificate()).isFalse();
        assertThat(done.socket().getInputStream().read()).isEqualTo('!');
        done.socket().close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theProtocolAboveIsAgreed(TlsClient client) throws IOException {
    try (ScriptedTls server =
        showing(
            listener -> {
              SSLParameters parameters = listener.getSSLParameters();
              parameters.setApplicationProtocols(new String[] {"http/1.1"});
              listener.setSSLParameters(parameters);
            },
            HELLO)) {
      assertThat(done(shake(client, server, List.of("http/1.1"))).alpn()).isEqualTo("http/1.1");
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aWishForAClientCertificateIsNoted(TlsClient client) throws IOException {
    try (ScriptedTls server = showing(listener -> listener.setWantClientAuth(true), HELLO)) {
      assertThat(done(shake(client, server, List.of())).clientCertificate()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void anAlertBreaksTheHandshake(TlsClient client) throws IOException {
    try (ScriptedTls server =
        showing(
            listener -> {
              SSLParameters parameters = listener.getSSLParameters();
              parameters.setApplicationProtocols(new String[] {"other"});
              listener.setSSLParameters(parameters);
            },
            HELLO)) {
      Handshake handshake = shake(client, server, List.of("http/1.1"));
      assertThat(handshake).isInstanceOf(Handshake.Broken.class);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void plainTextAndSilenceAndAbsenceEachBreakTheHandshake(TlsClient client) throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    List<ScriptedTls.Talk> talks =
        List.of(
            socket ->
                socket
                    .getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
            socket -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            Socket::close,
            socket -> socket.setSoLinger(true, 0));
    for (ScriptedTls.Talk talk : talks) {
      try (ScriptedTls server = ScriptedTls.plain(talk)) {
        Handshake handshake = shake(client, server, List.of("http/1.1"));
        assertThat(handshake).isInstanceOf(Handshake.Broken.class);
      }
    }
    over.countDown();
  }

  private static ScriptedTls showing(Consumer<SSLServerSocket> settings, ScriptedTls.Talk talk)
      throws IOException {
    return ScriptedTls.showing(
        LEAF, List.of(MIDDLE.certificate(), ROOT.certificate()), settings, talk);
  }

  private static Handshake shake(TlsClient client, ScriptedTls server, List<String> alpn)
      throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    return client.handshake(socket, "shop.test", alpn, Deadline.after(Duration.ofSeconds(2)));
  }

  private static Handshake.Done done(Handshake handshake) {
    return assertThat(handshake)
        .asInstanceOf(InstanceOfAssertFactories.type(Handshake.Done.class))
        .actual();
  }
}
