package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.api.Running.START;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.TestClock;
import org.plumbline.store.Token;
import org.plumbline.store.Token.Scope;

@Timeout(60)
class AccessTest {
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.7");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private static final int STATUS_BYTES = "HTTP/1.1 200 ".length();

  private final TestClock clock = new TestClock(START);
  private final MemoryStore store = new MemoryStore(clock);
  private final Access access = new Access(store.tokens(), clock, Set.of("Plumb.example"));

  @Test
  void aHostIsOursByNameOrByTheAddressThatWasReached() throws Exception {
    assertThat(access.ours("localhost:8080", LOOPBACK)).isTrue();
    assertThat(access.ours("LOCALHOST", LOOPBACK)).isTrue();
    assertThat(access.ours("plumb.EXAMPLE:80", ELSEWHERE)).isTrue();
    assertThat(access.ours("127.0.0.1:8080", LOOPBACK)).isTrue();
    assertThat(access.ours("[::1]:8080", InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(access.ours("192.0.2.7", ELSEWHERE)).isTrue();

    assertThat(access.ours("evil.example:8080", LOOPBACK)).isFalse();
    assertThat(access.ours("localhost.evil.example", LOOPBACK)).isFalse();
    assertThat(access.ours("192.0.2.7", LOOPBACK)).isFalse();
    assertThat(access.ours("", LOOPBACK)).isFalse();
    assertThat(access.ours("[", LOOPBACK)).isFalse();
  }

  @Test
  void loopbackReadsWithoutATokenAndNobodyElseDoes() {
    store.tokens().put(Token.of("r", "reads", Scope.READ));
    store.tokens().put(Token.of("a", "rules", Scope.ADMIN));
    store.tokens().put(Token.of("i", "writes", Scope.INGEST));
    store.tokens().put(new Token("o", Token.sha256("old"), Scope.READ, null, START));

    assertThatCode(() -> access.reader(LOOPBACK, "")).doesNotThrowAnyException();
    assertThatCode(() -> access.reader(ELSEWHERE, "Bearer reads")).doesNotThrowAnyException();
    assertThatCode(() -> access.reader(ELSEWHERE, "bearer rules")).doesNotThrowAnyException();
    assertRefused("", 401);
    assertRefused("Bearer guess", 401);
    assertRefused("Bearer old", 401);
    assertRefused("Basic reads", 401);
    assertRefused("Bearer writes", 403);
  }

  private void assertRefused(String authorization, int status) {
    assertThatThrownBy(() -> access.reader(ELSEWHERE, authorization))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problem().status().code()).isEqualTo(status));
  }

  @Test
  void aForeignHostIsMisdirectedWhateverItAsks() throws Exception {
    try (Running server = new Running()) {
      for (String path : new String[] {"/", "/v1/status.json", "/healthz", "/v1/events"}) {
        assertThat(raw(server, path, "evil.example")).startsWith("HTTP/1.1 421 ");
      }
      assertThat(raw(server, "/healthz", "plumb.example")).startsWith("HTTP/1.1 200 ");
      assertThat(raw(server, "/healthz", "localhost:1")).startsWith("HTTP/1.1 200 ");
    }
  }

  private static String raw(Running server, String path, String host) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, server.port())) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(STATUS_BYTES), StandardCharsets.UTF_8);
    }
  }
}
