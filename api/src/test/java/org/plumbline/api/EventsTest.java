package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.api.Running.START;
import static org.plumbline.store.Facts.incident;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.model.Incident.State;

@Timeout(60)
class EventsTest {
  /** The data of the next event of a name. */
  private static String next(Iterator<String> lines, String name) {
    while (lines.hasNext()) {
      if (lines.next().equals("event:" + name)) {
        return lines.next().substring("data:".length());
      }
    }
    throw new AssertionError("the stream ended");
  }

  @Test
  void aChangeIsToldAtOnceAndTheStateWithIt() throws Exception {
    try (Running server = new Running()) {
      HttpResponse<Stream<String>> response = server.lines("/v1/events");
      Iterator<String> lines = response.body().iterator();
      String first = next(lines, "state");
      server.say(incident("a", 1, State.OPEN, START, "shop\nevent: forged"));
      String incident = next(lines, "incident");
      String second = next(lines, "state");

      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWith("text/event-stream");
      assertThat(Running.parse(first).path("openIncidents").asInt()).isZero();
      assertThat(Running.parse(incident).path("id").asString()).isEqualTo("a");
      assertThat(Running.parse(second).path("openIncidents").asInt()).isEqualTo(1);
    }
  }

  @Test
  void whileNothingChangesTheStateIsASignOfLife() throws Exception {
    try (Running server = new Running()) {
      Iterator<String> lines = server.lines("/v1/events").body().iterator();
      next(lines, "state");
      server.clock.move(Duration.ofSeconds(100));

      assertThat(Running.parse(next(lines, "state")).path("now").asString())
          .isEqualTo("2026-03-01T12:01:41.000Z");
    }
  }

  @Test
  void aListenerThatDoesNotReadIsCutOff() throws Exception {
    try (Running server = new Running(Duration.ofMillis(300));
        Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port()));
      deaf.getOutputStream().write(ask(server).getBytes(StandardCharsets.US_ASCII));
      while (server.api.listeners() == 0) {
        Thread.onSpinWait();
      }
      String much = "x".repeat(100_000);
      for (int i = 1; server.api.listeners() > 0; i++) {
        if (i <= 500) {
          server.say(incident("a", i, State.OPEN, START, much));
        }
        Thread.onSpinWait();
      }
      assertThat(server.api.listeners()).isZero();
    }
  }

  private static String ask(Running server) {
    return "GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n";
  }

  @Test
  void listenersAreBounded() throws Exception {
    try (Running server = new Running()) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < EventStream.LISTENERS_MAX; i++) {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port());
        socket.getOutputStream().write(ask(server).getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        assertThat(in.read()).isEqualTo('H');
        sockets.add(socket);
      }

      assertThat(server.get("/v1/events").statusCode()).isEqualTo(503);
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
