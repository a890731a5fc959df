package org.plumbline.engine.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Certificate;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Depth;
import org.plumbline.model.Expectation;
import org.plumbline.model.Failure;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.model.Service;

/** Tells what one run saw of {@code www.shop.test}, step by step. */
final class RunStory {
  static final String HOST = "www.shop.test";
  static final String ZONE = "shop.test";
  static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration QUICK = Duration.ofMillis(20);

  private final List<Observation> steps = new ArrayList<>();
  private boolean crossover;

  /** What follows is a cross-over test. */
  RunStory beside() {
    crossover = true;
    return this;
  }

  RunStory resolver(String id, String... addresses) {
    return dns(id, new Outcome.Ok(), "NOERROR", List.of(), addresses);
  }

  RunStory resolverFails(String id, Code code) {
    return dns(id, failed(Layer.DNS, code), code.name(), List.of());
  }

  RunStory resolverSaysBogus(String id) {
    return dns(id, failed(Layer.DNS, Code.SERVFAIL), "SERVFAIL", List.of(6));
  }

  /** No resolver is asked: our own walk takes its place. */
  RunStory walkFails(Code code) {
    Resolver walk = new Resolver("own", null, null);
    return dns(walk, failed(Layer.DNS, code), code.name(), List.of());
  }

  private RunStory dns(
      String id, Outcome outcome, String rcode, List<Integer> ede, String... addresses) {
    Resolver resolver = new Resolver(id, "192.0.2." + (id.hashCode() & 0x7f), null);
    return dns(resolver, outcome, rcode, ede, addresses);
  }

  private RunStory dns(
      Resolver resolver, Outcome outcome, String rcode, List<Integer> ede, String... addresses) {
    steps.add(
        new Observation.Dns(
            attempt(outcome),
            resolver,
            new Question(HOST, "A"),
            rcode,
            answers(addresses),
            null,
            ede,
            null,
            "udp"));
    return this;
  }

  RunStory parent(String zone, String... nameservers) {
    return parent(zone, new Outcome.Ok(), nameservers);
  }

  RunStory parentFails(String zone, Code code) {
    return parent(zone, failed(Layer.DNS, code));
  }

  private RunStory parent(String zone, Outcome outcome, String... nameservers) {
    steps.add(
        new Observation.Delegation(
            new Attempt(QUICK, outcome),
            zone,
            new NameServer("a.nic.test", "192.0.2.200"),
            null,
            List.of(nameservers),
            3600,
            List.of(),
            false));
    return this;
  }

  RunStory server(String name, String... addresses) {
    return server(ZONE, name, new Outcome.Ok(), "insecure", addresses);
  }

  RunStory serverFails(String name, Code code) {
    return server(ZONE, name, failed(Layer.DNS, code), null);
  }

  RunStory rootServerFails(String name, Code code) {
    return server(".", name, failed(Layer.DNS, code), null);
  }

  RunStory serverBogus(String name, String... addresses) {
    return server(ZONE, name, new Outcome.Ok(), "bogus", addresses);
  }

  private RunStory server(
      String zone, String name, Outcome outcome, @Nullable String dnssec, String... addresses) {
    steps.add(
        new Observation.Authority(
            new Attempt(QUICK, outcome),
            zone,
            new NameServer(name, "198.51.100.9"),
            new Question(HOST, "A"),
            null,
            true,
            answers(addresses),
            null,
            List.of(),
            null,
            dnssec));
    return this;
  }

  RunStory connects(String address) {
    return tcp(address, new Outcome.Ok());
  }

  RunStory refuses(String address) {
    return tcp(address, failed(Layer.TCP, Code.REFUSED));
  }

  RunStory silent(String address) {
    return tcp(address, failed(Layer.TCP, Code.TIMEOUT));
  }

  RunStory noRoute(String address) {
    return tcp(address, new Outcome.Inconclusive("no IPv6 route from here"));
  }

  private RunStory tcp(String address, Outcome outcome) {
    steps.add(new Observation.Tcp(attempt(outcome), address, null, 443));
    return this;
  }

  /** A trace that gets no further than the last of these networks. */
  RunStory traceEndsIn(String address, long... networks) {
    List<Observation.Hop> hops = new ArrayList<>();
    for (long asn : networks) {
      hops.add(new Observation.Hop(hops.size() + 1, null, asn, QUICK));
    }
    steps.add(new Observation.Traceroute(attempt(new Outcome.Ok()), address, "udp", false, hops));
    return this;
  }

  RunStory secures(String address) {
    return connects(address).tls(address, new Outcome.Ok(), leaf(HOST, 90), root(3_000));
  }

  RunStory shows(String address, Code code, Certificate... chain) {
    return connects(address).tls(address, failed(Layer.TLS, code), chain);
  }

  RunStory tls(String address, Outcome outcome, Certificate... chain) {
    steps.add(
        new Observation.Tls(
            attempt(outcome), address, HOST, false, "TLS1.3", null, null, List.of(chain), null));
    return this;
  }

  RunStory answers(String address, int status, Map<String, String> headers) {
    Outcome outcome = status < 400 ? new Outcome.Ok() : failed(Layer.HTTP, Code.STATUS);
    return http(address, status, headers, outcome);
  }

  RunStory blocksRobots(String address) {
    return http(
        address,
        403,
        Map.of(),
        new Outcome.Failed(new Failure(Layer.HTTP, Code.BLOCKED, "403", List.of(), "robot")));
  }

  private RunStory http(String address, int status, Map<String, String> headers, Outcome outcome) {
    steps.add(
        new Observation.Http(
            attempt(outcome),
            address,
            "https://" + HOST + "/",
            "h1",
            status,
            QUICK,
            10L,
            null,
            null,
            headers,
            null,
            0));
    return this;
  }

  RunStory serves(String address) {
    return secures(address).answers(address, 200, Map.of());
  }

  static Certificate leaf(String name, int daysLeft) {
    return new Certificate(
        name,
        "Test CA",
        List.of(name),
        AT.minus(Duration.ofDays(90)),
        AT.plus(Duration.ofDays(daysLeft)),
        "1",
        "leaf-of-" + name,
        "EC256");
  }

  static Certificate root(int daysLeft) {
    return new Certificate(
        "Old Root",
        "Old Root",
        List.of(),
        AT.minus(Duration.ofDays(5_000)),
        AT.plus(Duration.ofDays(daysLeft)),
        "2",
        "old-root",
        "RSA2048");
  }

  private Attempt attempt(Outcome outcome) {
    return new Attempt(QUICK, outcome, crossover, Map.of());
  }

  private static Outcome failed(Layer layer, Code code) {
    return new Outcome.Failed(new Failure(layer, code, "as the platform says it"));
  }

  private static List<Answer> answers(String... addresses) {
    List<Answer> answers = new ArrayList<>();
    for (String address : addresses) {
      answers.add(new Answer(HOST, "A", 60, address, null, null));
    }
    return answers;
  }

  Measurement measurement(Family family) {
    return new Measurement(
        "here:1:" + family.number(),
        HOST + "/https",
        HOST,
        "here",
        AT,
        family,
        Depth.DIAGNOSTIC,
        null,
        null,
        "here:1:1",
        steps);
  }

  static RunFacts run(Measurement... measurements) {
    Check check =
        new Check(
            HOST + "/https",
            HOST,
            443,
            Check.Scheme.HTTPS,
            "/",
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            List.of(Family.V4),
            Expectation.ORDINARY,
            null);
    return new RunFacts(
        List.of(measurements),
        new Service(HOST, null, null, 1, null, List.of(check), List.of()),
        check,
        null);
  }

  RunFacts run() {
    return run(measurement(Family.V4));
  }
}
