package org.plumbline.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.incident.Engine;
import org.plumbline.engine.incident.Policy;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Certificate;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Depth;
import org.plumbline.model.Expectation;
import org.plumbline.model.Failure;
import org.plumbline.model.Family;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Incident;
import org.plumbline.model.Layer;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;

/** A small invented internet whose log is made by hand: one minute a round, faults by place. */
final class World {
  static final Instant START = Instant.parse("2031-05-04T10:00:00Z");
  static final String RIGHT = "198.51.100.10";
  static final String WRONG = "203.0.113.66";

  /** The first of the numbers for private use that need all of 32 bits (RFC 6996). */
  private static final long PRIVATE_ASN = 4_200_000_000L;

  private static final String[] COUNTRIES = {"AA", "BB", "CC", "DD"};
  private static final String[] CONTINENTS = {"NA", "EU", "AS", "SA"};

  /** What a vantage suffers on a service at a minute; null when it is well. */
  interface Fault {
    @Nullable Trouble at(int vantage, int service, int minute);
  }

  /** One failure: layer, code, the address that was gone to, and where it shows. */
  record Trouble(Layer layer, Code code, String address) {}

  private final int vantages;
  private final int services;
  private final List<Logged> log = new ArrayList<>();
  private final Map<String, Integer> sequences = new TreeMap<>();
  private final Random random;

  World(int vantages, int services, long seed) {
    this.vantages = vantages;
    this.services = services;
    this.random = new Random(seed);
    for (int s = 0; s < services; s++) {
      log.add(new Logged(START, service(s)));
    }
    for (int v = 0; v < vantages; v++) {
      log.add(new Logged(START, vantage(v)));
    }
  }

  static String name(int vantage) {
    return "v" + vantage;
  }

  static String host(int service) {
    return "www.s" + service + ".example";
  }

  private static Service service(int s) {
    Check check =
        new Check(
            "s" + s + "/web",
            host(s),
            443,
            Check.Scheme.HTTPS,
            "/",
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            List.of(Family.V4),
            Expectation.ORDINARY,
            null);
    return new Service("s" + s, "Service " + s, "other", 1, "p" + s, List.of(check), List.of());
  }

  private static Vantage vantage(int v) {
    int isp = v / 2;
    return new Vantage(
        name(v),
        "eyeball",
        PRIVATE_ASN + isp,
        "Isp " + isp,
        "City " + v,
        COUNTRIES[v % 4] + "-1",
        COUNTRIES[v % 4],
        CONTINENTS[v % 4],
        null,
        null,
        List.of(Family.V4),
        List.of(resolver(v)),
        null,
        Vantage.Standing.TRUSTED);
  }

  static Resolver resolver(int v) {
    return new Resolver("isp", "192.0.2." + (v / 2 + 1), "Isp " + v / 2);
  }

  /** Lives through minutes, each vantage measuring each service and beating once a minute. */
  World live(int from, int to, Fault fault) {
    for (int minute = from; minute < to; minute++) {
      for (int v = 0; v < vantages; v++) {
        Instant at = START.plusSeconds(60L * minute + (v * 7) % 50).plusMillis(random.nextInt(900));
        for (int s = 0; s < services; s++) {
          Trouble trouble = fault.at(v, s, minute);
          add(run(v, s, at.plusMillis(s * 40L), trouble, Depth.ROUTINE, List.of()));
          if (trouble != null && minute % 5 == from % 5) {
            add(run(v, s, at.plusSeconds(2), trouble, Depth.DIAGNOSTIC, diagnosis(s, trouble)));
          }
        }
      }
    }
    return this;
  }

  /** Heartbeats of all for some minutes; one vantage may have fewer anchors or a wrong clock. */
  World beats(int from, int to, int odd, UnaryOperator<Heartbeat> change) {
    for (int minute = from; minute < to; minute++) {
      for (int v = 0; v < vantages; v++) {
        Instant at = START.plusSeconds(60L * minute + v % 50);
        Heartbeat beat =
            new Heartbeat(
                name(v),
                at,
                1,
                Duration.ofHours(1),
                new Heartbeat.Tally(5, 5),
                new Heartbeat.Tally(1, 0),
                null,
                null,
                null,
                null,
                Duration.ZERO,
                List.of(Family.V4),
                null,
                null);
        log.add(new Logged(at.plusMillis(50), v == odd ? change.apply(beat) : beat));
      }
    }
    return this;
  }

  private void add(Measurement run) {
    log.add(new Logged(run.at().plusMillis(900), run));
  }

  private Measurement run(
      int v, int s, Instant at, @Nullable Trouble trouble, Depth depth, List<Observation> more) {
    int sequence = sequences.merge(name(v), 1, Integer::sum);
    List<Observation> steps = new ArrayList<>(path(v, s, trouble));
    steps.addAll(more);
    return new Measurement(
        name(v) + ":1:" + sequence,
        "s" + s + "/web",
        "s" + s,
        name(v),
        at,
        Family.V4,
        depth,
        null,
        null,
        null,
        steps);
  }

  private List<Observation> path(int v, int s, @Nullable Trouble trouble) {
    List<Observation> steps = new ArrayList<>();
    String address = trouble == null ? right(s) : trouble.address();
    Attempt fine = new Attempt(Duration.ofMillis(20 + random.nextInt(5)), new Outcome.Ok());
    Attempt failed =
        trouble == null
            ? fine
            : new Attempt(
                Duration.ofMillis(30),
                new Outcome.Failed(new Failure(trouble.layer(), trouble.code(), "raw")));
    boolean dns = trouble != null && trouble.layer() == Layer.DNS;
    steps.add(
        new Observation.Dns(
            dns ? failed : fine,
            resolver(v),
            new Question(host(s), "A"),
            dns ? "SERVFAIL" : "NOERROR",
            dns ? List.of() : List.of(answer(s, address)),
            null,
            List.of(),
            null,
            null));
    if (dns) {
      return steps;
    }
    steps.add(new Observation.Tcp(fine, address, asn(address), 443));
    boolean tls = trouble != null && trouble.layer() == Layer.TLS;
    steps.add(
        new Observation.Tls(
            tls ? failed : fine,
            address,
            host(s),
            false,
            "TLS1.3",
            null,
            null,
            List.of(certificate(tls ? "other.example" : host(s))),
            null));
    if (!tls) {
      boolean http = trouble != null && trouble.layer() == Layer.HTTP;
      steps.add(
          new Observation.Http(
              http ? failed : fine,
              address,
              "https://" + host(s) + "/",
              "h1",
              http ? 503 : 200,
              null,
              100L,
              null,
              null,
              Map.of(),
              null,
              null));
    }
    return steps;
  }

  private static String right(int s) {
    return RIGHT + s;
  }

  static String rightAddress(int s) {
    return right(s);
  }

  private static long asn(String address) {
    int digit = address.charAt(address.length() - 1) - '0';
    return address.equals(WRONG) ? PRIVATE_ASN + 999 : PRIVATE_ASN + 900 + digit;
  }

  private static Answer answer(int s, String address) {
    return new Answer(host(s), "A", 60, address, asn(address), "Owner " + asn(address));
  }

  private static Certificate certificate(String name) {
    return new Certificate(
        name,
        "CA",
        List.of(name),
        START.minusSeconds(999_999),
        START.plusSeconds(9_999_999),
        "1",
        "sha-" + name,
        "EC256");
  }

  /** Two of four servers answer as the client saw, two hold the right answer. */
  private static List<Observation> diagnosis(int s, Trouble trouble) {
    List<Observation> steps = new ArrayList<>();
    Attempt fine = new Attempt(Duration.ofMillis(20), new Outcome.Ok());
    boolean wrong = trouble.address().equals(WRONG);
    for (int n = 1; n <= 4; n++) {
      boolean bad = n > 2 && wrong;
      steps.add(
          new Observation.Authority(
              fine,
              "s" + s + ".example",
              new NameServer(
                  "ns" + n + (n > 2 ? ".pair.example" : ".own.example"),
                  "192.0.2.20" + n,
                  PRIVATE_ASN + 800),
              new Question(host(s), "A"),
              "NOERROR",
              true,
              List.of(answer(s, bad ? WRONG : right(s))),
              7L,
              List.of(),
              null,
              "insecure"));
    }
    return steps;
  }

  /** Feeds the log, with ticks, to a new engine; what it says. */
  List<Incident> replay() {
    return replay(log);
  }

  List<Logged> log() {
    return log;
  }

  static List<Incident> replay(List<Logged> log) {
    return replay(log, Set.of());
  }

  /** Replays a log through an engine that is saved and restored before some of its entries. */
  static List<Incident> replay(List<Logged> log, Set<Integer> cuts) {
    List<Logged> ordered = new ArrayList<>(log);
    ordered.sort(Comparator.comparing(Logged::receivedAt));
    Engine engine = new Engine(Policy.standard());
    List<Incident> told = new ArrayList<>();
    Instant next = START.plusSeconds(10);
    for (int i = 0; i < ordered.size(); i++) {
      Logged logged = ordered.get(i);
      engine = cuts.contains(i) ? savedAndRestored(engine) : engine;
      while (next.isBefore(logged.receivedAt())) {
        told.addAll(engine.accept(new Logged(next, new Tick(next))).incidents());
        next = next.plusSeconds(10);
      }
      told.addAll(engine.accept(logged).incidents());
    }
    return told;
  }

  private static Engine savedAndRestored(Engine engine) {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try {
      engine.save(saved);
      return Engine.restore(new ByteArrayInputStream(saved.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
