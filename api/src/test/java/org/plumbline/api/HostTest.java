package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.store.Token;

@Timeout(60)
class HostTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int STATUS_BYTES = "HTTP/1.1 200 ".length();

  @Test
  void aForeignHostIsMisdirectedWhateverItAsks() throws Exception {
    try (Running server = new Running()) {
      for (String path : new String[] {"/", "/v1/status.json", "/healthz", "/v1/events"}) {
        assertThat(raw(server, path, "evil.example", "")).startsWith("HTTP/1.1 421 ");
      }
      assertThat(raw(server, "/healthz", "plumb.example", "")).startsWith("HTTP/1.1 200 ");
      assertThat(raw(server, "/healthz", "localhost:1", "")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void whoShowsATokenMayCallUsByAnyName() throws Exception {
    try (Running server = new Running()) {
      server.store.tokens().put(Token.of("r", "reads", Token.Scope.READ));

      String path = "/v1/status.json";
      assertThat(raw(server, path, "other.example", "Authorization: Bearer reads\r\n"))
          .startsWith("HTTP/1.1 200 ");
      assertThat(raw(server, path, "other.example", "Authorization: Bearer guess\r\n"))
          .startsWith("HTTP/1.1 421 ");
    }
  }

  private static String raw(Running server, String path, String host, String header)
      throws IOException {
    try (Socket socket = new Socket(LOOPBACK, server.port())) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\n"
              + header
              + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(STATUS_BYTES), StandardCharsets.UTF_8);
    }
  }
}
