package org.plumbline.cli;

import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.plumbline.agent.Agent;
import org.plumbline.agent.ProberRun;
import org.plumbline.agent.Setup;
import org.plumbline.config.Configuration;
import org.plumbline.model.Family;
import org.plumbline.model.Resolver;
import org.plumbline.model.Vantage;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Addresses;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Prefix;
import org.plumbline.net.SystemNetwork;
import org.plumbline.probe.ProbeSettings;
import org.plumbline.probe.Prober;

/** What the agent of this machine works with, by the configuration. */
final class LocalAgent {
  /** Targets of several operators that answer nearly everywhere; a connection is all they get. */
  private static final List<InetSocketAddress> ANCHORS =
      Stream.of("1.1.1.1", "8.8.8.8", "9.9.9.9", "208.67.222.222", "94.140.14.14")
          .map(address -> new InetSocketAddress(Addresses.parse(address), 443))
          .toList();

  /** An address for documentation (RFC 5737): whoever answers for it lies. */
  private static final List<InetSocketAddress> MUST_FAIL =
      List.of(new InetSocketAddress(Addresses.parse("192.0.2.1"), 80));

  private LocalAgent() {}

  /** This machine as the vantage that stands beside the server. */
  static LocalVantage vantage(Configuration configuration) {
    String said = configuration.vantage().id();
    return vantage(configuration, said == null ? LocalVantage.ID : said);
  }

  /** This machine as a vantage of that id. */
  static LocalVantage vantage(Configuration configuration, String id) {
    Set<Family> families = EnumSet.allOf(Family.class);
    families.removeAll(OwnLack.here(false).unrouted());
    if (families.isEmpty()) {
      families.add(Family.V4);
    }
    return LocalVantage.of(
        configuration.vantage(), id, resolvers(configuration), families, ZoneId.systemDefault());
  }

  /**
   * What the configuration names, the system's in their place; the usual ones where it is silent.
   */
  static List<Resolver> resolvers(Configuration configuration) {
    if (configuration.resolvers().isEmpty()) {
      return RealPlace.usualResolvers();
    }
    List<Resolver> resolvers = new ArrayList<>();
    for (Resolver resolver : configuration.resolvers()) {
      if (resolver.address() == null) {
        resolvers.addAll(RealPlace.systemResolvers());
      } else {
        resolvers.add(resolver);
      }
    }
    return resolvers;
  }

  /**
   * @param epoch of this start
   */
  static Setup setup(
      Configuration configuration, Vantage vantage, int epoch, Setup.Collector collector) {
    return new Setup(
        vantage,
        epoch,
        Release.current().version(),
        vantage.id().hashCode(),
        collector,
        endpoints(configuration.anchors(), ANCHORS),
        endpoints(configuration.mustFail(), MUST_FAIL),
        Setup.OVERLOADED);
  }

  private static List<Endpoint> endpoints(
      List<InetSocketAddress> said, List<InetSocketAddress> usual) {
    return (said.isEmpty() ? usual : said)
        .stream().map(at -> new Endpoint(at.getAddress(), at.getPort())).toList();
  }

  /**
   * @param tell takes what a person should know of the way to the server
   */
  static Agent.Means means(
      Configuration configuration,
      Setup setup,
      HttpClient http,
      InstantSource clock,
      Consumer<String> tell) {
    SystemNetwork network = new SystemNetwork(policy(configuration, setup));
    Prober prober =
        new Prober(
            network,
            clock,
            new ProbeSettings(
                setup.vantage().resolvers(),
                RealPlace.roots(configuration.probe().roots()),
                RealPlace.trust(configuration.probe().ca()),
                false,
                Release.current().userAgent()));
    return new Agent.Means(
        new ProberRun(prober),
        network,
        http,
        new Agent.Clocks(new RealPace(clock), clock),
        startNanos -> false,
        tell);
  }

  private static AddressPolicy policy(Configuration configuration, Setup setup) {
    Set<Endpoint> named = new HashSet<>(setup.anchors());
    named.addAll(setup.mustFail());
    named.addAll(RealPlace.endpoints(setup.vantage().resolvers()));
    return new AddressPolicy(
        configuration.probe().allow().stream().map(Prefix::parse).toList(), named);
  }
}
