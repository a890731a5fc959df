package org.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Outcome;
import org.plumbline.net.AddressRefused;
import org.plumbline.net.Addresses;
import org.plumbline.net.Endpoint;

/** The table: what platforms and libraries say, and what it means. */
class ClassifierTest {
  private static final String BORING =
      "Read error: ssl=0x7f25: Failure in SSL library, usually a protocol error\n"
          + "error:%s:SSL routines:OPENSSL_internal:%s (ssl/tls_record.cc:491 0x7f:0x00000003)";

  static Stream<Arguments> connecting() {
    return Stream.of(
        row(new ConnectException("Connection refused"), Layer.TCP, Code.REFUSED),
        row(new ConnectException("Connection refused: getsockopt"), Layer.TCP, Code.REFUSED),
        row(new SocketTimeoutException("Connect timed out"), Layer.TCP, Code.TIMEOUT),
        row(new ConnectException("Connection timed out"), Layer.TCP, Code.TIMEOUT),
        row(new SocketException("Connection reset"), Layer.TCP, Code.RESET),
        row(new NoRouteToHostException("No route to host"), Layer.IP, Code.UNREACHABLE),
        row(new ConnectException("Network is unreachable"), Layer.IP, Code.UNREACHABLE),
        row(new SocketException("Network is unreachable: connect"), Layer.IP, Code.UNREACHABLE),
        row(new SocketException("Permission denied"), Layer.IP, Code.PROHIBITED),
        row(new SocketException("Operation not permitted"), Layer.IP, Code.PROHIBITED),
        row(new IOException("weird"), Layer.TCP, Code.OTHER));
  }

  @ParameterizedTest
  @MethodSource("connecting")
  void connecting(IOException error, Layer layer, Code code) {
    check(Classifier.tcp(error, true), layer, code);
  }

  @Test
  void whatIsOursIsNoFailure() {
    var endpoint = new Endpoint(Addresses.parse("127.0.0.1"), 80);
    assertThat(Classifier.tcp(new ConnectException("Network is unreachable"), false))
        .isInstanceOf(Outcome.Inconclusive.class);
    assertThat(Classifier.tcp(new AddressRefused(endpoint, "loopback"), true))
        .isEqualTo(new Outcome.Inconclusive("address policy: 127.0.0.1 is loopback"));
    assertThat(Classifier.tcp(new SocketException("Too many open files"), true))
        .isInstanceOf(Outcome.Inconclusive.class);
  }

  static Stream<Arguments> handshaking() {
    return Stream.of(
        row(new SocketTimeoutException("Handshake timed out"), Layer.TLS, Code.TIMEOUT),
        row(new SocketException("Connection reset by peer"), Layer.TLS, Code.RESET),
        row(new SSLHandshakeException("connection closed"), Layer.TLS, Code.RESET),
        row(
            new SSLHandshakeException("Remote host terminated the handshake"),
            Layer.TLS,
            Code.RESET),
        row(
            new SSLHandshakeException(
                BORING.formatted("10000410", "SSLV3_ALERT_HANDSHAKE_FAILURE")),
            Layer.TLS,
            Code.ALERT),
        row(
            new SSLHandshakeException(
                BORING.formatted("10000460", "TLSV1_ALERT_NO_APPLICATION_PROTOCOL")),
            Layer.TLS,
            Code.ALERT),
        row(
            new SSLHandshakeException(BORING.formatted("1000042e", "TLSV1_ALERT_PROTOCOL_VERSION")),
            Layer.TLS,
            Code.PROTOCOL_VERSION),
        row(
            new SSLHandshakeException(BORING.formatted("100000f0", "UNSUPPORTED_PROTOCOL")),
            Layer.TLS,
            Code.PROTOCOL_VERSION),
        row(
            new SSLHandshakeException(BORING.formatted("100000be", "DECODE_ERROR")),
            Layer.TLS,
            Code.MALFORMED),
        row(
            new SSLHandshakeException(
                "(handshake_failure) Received fatal alert: handshake_failure"),
            Layer.TLS,
            Code.ALERT),
        row(
            new SSLHandshakeException("(protocol_version) Received fatal alert: protocol_version"),
            Layer.TLS,
            Code.PROTOCOL_VERSION),
        row(new SSLException("Unable to parse TLS packet header"), Layer.TLS, Code.MALFORMED),
        row(new SSLException("Unsupported or unrecognized SSL message"), Layer.TLS, Code.MALFORMED),
        row(new IOException("weird"), Layer.TLS, Code.OTHER));
  }

  @ParameterizedTest
  @MethodSource("handshaking")
  void handshaking(IOException error, Layer layer, Code code) {
    check(Classifier.tls(error), layer, code);
  }

  static Stream<Arguments> exchanging() {
    return Stream.of(
        row(new SocketTimeoutException("Read timed out"), Layer.HTTP, Code.TIMEOUT),
        row(new SocketException("Connection reset"), Layer.HTTP, Code.RESET),
        row(new SocketException("Broken pipe"), Layer.HTTP, Code.RESET),
        row(new EOFException("connection closed without an answer"), Layer.HTTP, Code.RESET),
        row(new HttpFault(Code.TRUNCATED, "5 of 9 bytes came"), Layer.HTTP, Code.TRUNCATED),
        row(
            new SSLProtocolException(
                BORING.formatted("1000045c", "TLSV13_ALERT_CERTIFICATE_REQUIRED")),
            Layer.TLS,
            Code.ALERT),
        row(
            new SSLException("(certificate_required) Received fatal alert: certificate_required"),
            Layer.TLS,
            Code.ALERT),
        row(new IOException("weird"), Layer.HTTP, Code.OTHER));
  }

  @ParameterizedTest
  @MethodSource("exchanging")
  void exchanging(IOException error, Layer layer, Code code) {
    check(Classifier.http(error), layer, code);
  }

  @Test
  void aLibrarysAddressesAndSourceLinesAreLeftOut() {
    IOException error =
        new SSLHandshakeException(BORING.formatted("10000410", "SSLV3_ALERT_HANDSHAKE_FAILURE"));
    assertThat(Classifier.tls(error))
        .isEqualTo(Classifier.failed(Layer.TLS, Code.ALERT, "sslv3_alert_handshake_failure"));
  }

  private static void check(Outcome outcome, Layer layer, Code code) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Failure failure = ((Outcome.Failed) outcome).failure();
    assertThat(failure.layer()).isEqualTo(layer);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.raw()).isNotBlank();
  }

  private static Arguments row(IOException error, Layer layer, Code code) {
    return Arguments.of(error, layer, code);
  }
}
