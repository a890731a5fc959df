package org.plumbline.cli;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.plumbline.agent.Agent;
import org.plumbline.agent.Pace;
import org.plumbline.agent.ProberRun;
import org.plumbline.agent.Setup;
import org.plumbline.dns.RootHints;
import org.plumbline.lab.LabClock;
import org.plumbline.lab.LabWorld;
import org.plumbline.model.Vantage;
import org.plumbline.probe.ProbeSettings;
import org.plumbline.probe.Prober;
import org.plumbline.tls.TrustStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the agents of a scenario's vantages. */
final class LabAgents {
  /** Why a run says nothing that the machine was too slow for. */
  static final String OVERLOADED = "lab overloaded";

  private static final Logger LOG = LoggerFactory.getLogger(LabAgents.class);

  private LabAgents() {}

  static Agent agent(
      LabWorld world,
      LabClock clock,
      Vantage vantage,
      long seed,
      HttpClient http,
      URI server,
      String secret) {
    String id = vantage.id();
    Setup setup =
        new Setup(
            vantage,
            1,
            Release.current().version(),
            seed,
            new Setup.Collector(server, secret),
            world.anchors(id),
            List.of(world.mustFail(id)),
            OVERLOADED);
    return new Agent(
        setup,
        new Agent.Means(
            new ProberRun(prober(world, vantage)),
            world.network(id),
            http,
            new Agent.Clocks(pace(clock), world.clockFor(id)),
            startNanos -> world.load().lateBetween(startNanos, System.nanoTime()),
            LOG::warn));
  }

  /** What a vantage measures with; it judges certificates by its own clock, right or wrong. */
  static Prober prober(LabWorld world, Vantage vantage) {
    return new Prober(
        world.network(vantage.id()), world.clockFor(vantage.id()), settings(world, vantage, false));
  }

  static ProbeSettings settings(LabWorld world, Vantage vantage, boolean fromRoot) {
    return new ProbeSettings(
        vantage.resolvers(), roots(world), trust(world), fromRoot, Release.current().userAgent());
  }

  private static TrustStore trust(LabWorld world) {
    return TrustStore.pem(world.trustAnchorPem());
  }

  private static RootHints roots(LabWorld world) {
    StringBuilder hints = new StringBuilder();
    for (Map.Entry<String, List<InetAddress>> server : world.rootHints().entrySet()) {
      hints.append(". NS ").append(server.getKey()).append(".\n");
      for (InetAddress address : server.getValue()) {
        hints.append(server.getKey()).append(". A ").append(address.getHostAddress()).append('\n');
      }
    }
    return RootHints.parse(hints.toString());
  }

  private static Pace pace(LabClock clock) {
    return new Pace() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public void sleepUntil(Instant moment) throws InterruptedException {
        clock.sleepUntil(moment);
      }
    };
  }
}
