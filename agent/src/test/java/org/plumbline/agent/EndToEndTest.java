package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.dns.RootHints;
import org.plumbline.model.Assignment;
import org.plumbline.model.Assignment.AssignedCheck;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Expectation;
import org.plumbline.model.Family;
import org.plumbline.model.Measurement;
import org.plumbline.model.Trigger;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;
import org.plumbline.probe.ProbeSettings;
import org.plumbline.probe.Prober;
import org.plumbline.tls.TrustStore;

/** The whole agent with the real prober, against real sockets on loopback. */
@Timeout(60)
final class EndToEndTest {
  private static final Instant START = Instant.parse("2024-10-01T11:00:00Z");

  private final SteppedPace pace = new SteppedPace(START);

  @Test
  void aServerThatGoesAwayIsMeasuredDeepenedAndRechecked() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (StubCollector collector = new StubCollector(pace::now);
        HttpClient http = HttpClient.newHttpClient();
        ServerSocket anchor = new ServerSocket(0, 50, loopback)) {
      ServerSocket target = new ServerSocket(0, 50, loopback);
      collector.assign(assignment(target.getLocalPort()));
      try (Agent agent = agent(collector.base(), http, anchor)) {
        pace.passUntil(() -> collector.measurements().size() >= 3);
        assertThat(collector.measurements())
            .allMatch(m -> Health.of(m.observations()).equals(new Health.Healthy()));

        target.close();
        pace.passUntil(() -> triggered(collector, Trigger.RECHECK).size() >= 2);
        assertThat(agent.stock().dropped()).isZero();
      }
      assertThat(triggered(collector, Trigger.FAILURE)).hasSize(1);
      for (Measurement recheck : triggered(collector, Trigger.RECHECK)) {
        assertThat(Health.of(recheck.observations()))
            .isInstanceOfSatisfying(
                Health.Failing.class,
                failing -> assertThat(failing.code()).isEqualTo(Code.REFUSED));
      }
    }
  }

  private static List<Measurement> triggered(StubCollector collector, Trigger trigger) {
    return collector.measurements().stream().filter(m -> m.trigger() == trigger).toList();
  }

  private static Assignment assignment(int port) {
    Check check =
        new Check(
            "target/tcp",
            "127.0.0.1",
            port,
            Check.Scheme.TCP,
            null,
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            List.of(Family.V4),
            Expectation.ORDINARY,
            null);
    return new Assignment(1, List.of(new AssignedCheck("target", check)), Map.of(), List.of());
  }

  private Agent agent(URI collector, HttpClient http, ServerSocket anchor) {
    Network network = new Loopback();
    // No check here has a name, so neither the resolver nor the roots are ever asked.
    ProbeSettings settings =
        new ProbeSettings(
            List.of(),
            RootHints.parse(". NS a.root.\na.root. A 127.0.0.1@9\n"),
            TrustStore.system(),
            false,
            "plumbline/test");
    Setup setup =
        new Setup(
            Facts.VANTAGE,
            1,
            "test",
            5,
            new Setup.Collector(collector, "secret"),
            List.of(new Endpoint(anchor.getInetAddress(), anchor.getLocalPort())),
            List.of(),
            Setup.OVERLOADED);
    Agent agent =
        new Agent(
            setup,
            new Agent.Means(
                new ProberRun(new Prober(network, pace::now, settings)),
                network,
                http,
                new Agent.Clocks(pace, pace::now),
                since -> false,
                told -> {}));
    agent.start();
    return agent;
  }

  private static final class Loopback implements Network {
    @Override
    public Socket connect(Endpoint remote, Duration limit) throws IOException {
      assertThat(remote.address().isLoopbackAddress()).isTrue();
      Socket socket = new Socket();
      socket.connect(remote.toSocketAddress(), (int) limit.toMillis());
      return socket;
    }

    @Override
    public DatagramSocket openUdp(Endpoint remote) {
      throw new AssertionError("nothing here is asked of a name server");
    }

    @Override
    public Duration realWait(Wait wait, Duration configured) {
      return configured;
    }
  }
}
