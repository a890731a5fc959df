package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Heartbeat.Tally;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;
import org.plumbline.wire.Line;
import org.plumbline.wire.Wire;

final class HeartTest {
  private static final Instant START = Instant.parse("2024-10-01T11:00:00Z");

  private final LeapingPace pace = new LeapingPace(START, START.plusSeconds(3_600));

  @Test
  void beatsOnceAMinuteForAnHour() throws Exception {
    List<Heartbeat> beats = beats(new FakeNetwork(), List.of(FakeNetwork.ANCHOR), List.of());

    assertThat(beats).hasSizeBetween(59, 60);
    for (int i = 1; i < beats.size(); i++) {
      assertThat(Duration.between(beats.get(i - 1).at(), beats.get(i).at()))
          .isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
    }
    Heartbeat last = beats.getLast();
    assertThat(last.uptime())
        .isBetween(
            Duration.between(START, last.at()), Duration.between(START, last.at()).plusMillis(1));
    assertThat(last.clockOffset()).as("no answer yet").isNull();
  }

  @Test
  void talliesAnchorsAndTargetsThatMustFailOverRealSockets() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Endpoint refuses;
    try (ServerSocket gone = new ServerSocket(0, 1, loopback)) {
      refuses = new Endpoint(loopback, gone.getLocalPort());
    }
    try (ServerSocket open = new ServerSocket(0, 50, loopback)) {
      Endpoint answers = new Endpoint(loopback, open.getLocalPort());
      Network direct =
          new FakeNetwork() {
            @Override
            public Socket connect(Endpoint remote, Duration limit) throws IOException {
              Socket socket = new Socket();
              socket.connect(remote.toSocketAddress(), (int) limit.toMillis());
              return socket;
            }
          };
      Uplink uplink =
          new Uplink(direct, pace, List.of(answers, refuses, answers), List.of(refuses));

      Uplink.Look look = uplink.look();

      assertThat(look.anchors()).isEqualTo(new Tally(3, 2));
      assertThat(look.mustFail()).isEqualTo(new Tally(1, 0));
      assertThat(uplink.alive()).isTrue();
      assertThat(new Uplink(direct, pace, List.of(refuses), List.of()).alive()).isFalse();
      assertThat(new Uplink(direct, pace, List.of(), List.of()).alive()).isTrue();
    }
  }

  @Test
  void oneLookServesAllWhoAskAtTheSameTime() throws Exception {
    FakeNetwork network = new FakeNetwork();
    Uplink uplink = new Uplink(network, pace, List.of(FakeNetwork.ANCHOR), List.of());

    for (int i = 0; i < 100; i++) {
      uplink.alive();
    }
    assertThat(network.tries.get()).isEqualTo(1);
    pace.pass(Duration.ofSeconds(3));
    uplink.alive();
    assertThat(network.tries.get()).isEqualTo(2);
  }

  private List<Heartbeat> beats(Network network, List<Endpoint> anchors, List<Endpoint> mustFail)
      throws Exception {
    Outbox outbox = new Outbox(Facts.VANTAGE, 1, 1L << 30, pace::now);
    Setup setup =
        new Setup(
            Facts.VANTAGE,
            1,
            "test",
            8,
            new Setup.Collector(URI.create("http://127.0.0.1:1"), "t"),
            anchors,
            mustFail,
            Setup.OVERLOADED);
    try (HttpClient http = HttpClient.newHttpClient()) {
      Shipper shipper =
          new Shipper(
              outbox,
              Shipper.LINGER,
              new Exchange(http, setup.collector(), new Reach(told -> {})),
              pace,
              pace::now,
              new Backoff(new SplittableRandom(1)));
      new Heart(
              setup, pace, pace::now, new Uplink(network, pace, anchors, mustFail), outbox, shipper)
          .run();
    }
    assertThat(Thread.interrupted()).isTrue();
    List<Heartbeat> beats = new ArrayList<>();
    for (Letter letter : outbox.take()) {
      if (Wire.read(letter.json()) instanceof Line.Fact(Heartbeat beat, _)) {
        beats.add(beat);
      }
    }
    return beats;
  }
}
