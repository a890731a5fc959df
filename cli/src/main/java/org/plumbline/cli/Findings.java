package org.plumbline.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.plumbline.dns.Ask;
import org.plumbline.dns.Exchange;
import org.plumbline.dns.Exchanger;
import org.plumbline.dns.ResolvConf;
import org.plumbline.model.Failure;
import org.plumbline.model.Family;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Deadline;
import org.plumbline.net.SystemNetwork;
import org.plumbline.tls.TlsClient;

/** What a look at this machine finds, part by part. */
final class Findings {
  private static final int JAVA = 25;
  private static final Duration QUERY_MAX = Duration.ofSeconds(3);

  /** Every resolver knows it without asking further. */
  private static final Question SMALL = new Question("localhost", "A");

  private static final Path PRIVILEGED_FROM =
      Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
  private static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");

  private Findings() {}

  static List<Finding> of(Path data, InetSocketAddress listen, InstantSource clock) {
    List<Finding> findings = new ArrayList<>();
    findings.add(java(Runtime.version().feature()));
    findings.add(tls());
    findings.add(privileges(listen.getPort()));
    Set<Family> unrouted = OwnLack.here(false).unrouted();
    findings.add(family(Family.V4, unrouted));
    findings.add(family(Family.V6, unrouted));
    findings.add(clock(clock.instant()));
    findings.addAll(resolvers(RealPlace.systemResolvers()));
    findings.add(port(listen));
    findings.addAll(DataFolder.findings(data));
    return findings;
  }

  static Finding java(int feature) {
    return feature >= JAVA
        ? Finding.works(
            "java", "JDK " + Runtime.version() + " in " + System.getProperty("java.home") + ".")
        : Finding.fault(
            "java",
            "JDK " + feature + " is too old: install a JDK " + JAVA + " and set JAVA_HOME to it.");
  }

  private static Finding tls() {
    return !TlsClient.create().engine().equals(TlsClient.jdk().engine())
        ? Finding.works("tls", "The native library (Conscrypt) runs.")
        : Finding.remark(
            "tls",
            "The native library (Conscrypt) does not run on this machine; the JDK's own engine takes"
                + " its place, which is slower. It is made for x86-64 and 64-bit ARM with glibc.");
  }

  /** Nothing needs root but a port that the system keeps for it. */
  private static Finding privileges(int port) {
    int from = 1024;
    try {
      from = Integer.parseInt(Files.readString(PRIVILEGED_FROM).strip());
    } catch (IOException | NumberFormatException notLinux) {
      // what every Unix had for ever
    }
    boolean root = "root".equals(System.getProperty("user.name"));
    if (root) {
      return Finding.remark(
          "privileges",
          "This is root. Nothing here needs that: run plumb as a user of its own who owns the data"
              + " folder.");
    }
    return port == 0 || port >= from
        ? Finding.works("privileges", "An ordinary user, which is enough.")
        : Finding.fault(
            "privileges",
            "Ports below "
                + from
                + " are kept for root: listen on a higher one and let a proxy"
                + " stand before it, or give the service AmbientCapabilities=CAP_NET_BIND_SERVICE.");
  }

  private static Finding family(Family family, Set<Family> unrouted) {
    String name = "ipv" + family.number();
    if (!unrouted.contains(family)) {
      return Finding.works(name, "There is a route to the outside.");
    }
    return unrouted.size() == Family.values().length
        ? Finding.fault(
            name,
            "There is no route to the outside: this vantage has no uplink, and nothing will be said"
                + " of any service. See `ip route`.")
        : Finding.remark(
            name, "There is no route to the outside: services are not tested over it from here.");
  }

  /** Nobody is asked for the time: it must not lie before what this machine has seen. */
  private static Finding clock(Instant now) {
    Instant built = modified(Path.of(System.getProperty("java.home"), "release"));
    if (now.isBefore(built)) {
      return Finding.fault(
          "clock",
          "It says " + now + ", before this JDK was installed: set it, and run an NTP client.");
    }
    return Files.exists(SYNCHRONISED)
        ? Finding.works("clock", "It says " + now + ", kept by an NTP client.")
        : Finding.remark(
            "clock",
            "It says "
                + now
                + ". Whether an NTP client keeps it cannot be told from here:"
                + " `timedatectl` or `chronyc tracking` says so. Two minutes off, and this"
                + " vantage is not believed.");
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException absent) {
      return Instant.EPOCH;
    }
  }

  static List<Finding> resolvers(List<Resolver> resolvers) {
    if (resolvers.isEmpty()) {
      return List.of(
          Finding.fault(
              "resolver",
              ResolvConf.SYSTEM
                  + " names none: add a nameserver line, or name resolvers in"
                  + " plumbline.yaml."));
    }
    Exchanger exchanger =
        new Exchanger(
            new SystemNetwork(new AddressPolicy(List.of(), RealPlace.endpoints(resolvers))));
    return resolvers.stream().map(resolver -> asked(exchanger, resolver)).toList();
  }

  private static Finding asked(Exchanger exchanger, Resolver resolver) {
    Exchange exchange =
        exchanger.ask(
            RealPlace.endpoints(List.of(resolver)).iterator().next(),
            Ask.recursive(SMALL, QUERY_MAX),
            Deadline.after(QUERY_MAX));
    // Whatever it says of this name: it speaks.
    return exchange.response() != null
        ? Finding.works(
            "resolver",
            resolver.address() + " answers, in " + exchange.elapsed().toMillis() + " ms.")
        : Finding.fault(
            "resolver",
            resolver.address()
                + " does not answer within "
                + QUERY_MAX.toSeconds()
                + " s ("
                + why(exchange.outcome())
                + "): mend "
                + ResolvConf.SYSTEM
                + ", or name other resolvers in plumbline.yaml.");
  }

  private static String why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ok() -> "no readable answer";
      case Outcome.Failed(Failure failure) -> FailureWords.of(failure);
      case Outcome.Inconclusive(String reason) -> reason;
    };
  }

  static Finding port(InetSocketAddress listen) {
    String at = ListenAddress.write(listen.getAddress(), listen.getPort());
    try (ServerSocket trial = new ServerSocket()) {
      trial.bind(listen);
      return Finding.works("port", at + " is free.");
    } catch (IOException e) {
      return Finding.fault(
          "port",
          at
              + " cannot be had ("
              + e.getMessage()
              + "): another server may run there already;"
              + " choose another with --listen ADDRESS:PORT.");
    }
  }
}
