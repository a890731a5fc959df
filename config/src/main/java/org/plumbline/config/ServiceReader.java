package org.plumbline.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Entity;
import org.plumbline.model.Expectation;
import org.plumbline.model.Family;
import org.plumbline.model.Question;
import org.plumbline.model.Service;

/** Reads {@code services}: the same form in a configuration, a catalogue and a scenario. */
public final class ServiceReader {
  private static final Duration INTERVAL = Duration.ofSeconds(60);
  private static final Duration INTERVAL_MIN = Duration.ofSeconds(1);
  private static final Duration INTERVAL_MAX = Duration.ofDays(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
  private static final Duration TIMEOUT_MAX = Duration.ofMinutes(2);
  private static final String STATUS_FORM = "[1-5]\\d\\d(-[1-5]\\d\\d)?";
  private static final Map<Check.Scheme, Integer> PORTS =
      Map.of(
          Check.Scheme.HTTPS,
          443,
          Check.Scheme.TLS,
          443,
          Check.Scheme.HTTP,
          80,
          Check.Scheme.DNS,
          53);

  private ServiceReader() {}

  /** The services of a section, by its key {@code services}; none when it is absent. */
  public static List<Service> read(Section above) {
    List<Service> services = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section section : above.sections("services")) {
      String id = section.text("id");
      if (!ids.add(id)) {
        section.complain("id", "must be unique among services");
      }
      List<Check> checks = new ArrayList<>();
      Set<String> checkIds = new HashSet<>();
      for (Section check : section.sections("checks")) {
        Check read = check(id, check);
        if (!checkIds.add(read.id())) {
          check.complain("id", read.id(), "must be unique; state an id for each of these checks");
        }
        checks.add(read);
      }
      if (checks.isEmpty()) {
        section.complain("checks", "must have at least one check");
      }
      services.add(
          new Service(
              id,
              section.text("name", id),
              section.text("category", "other"),
              section.decimal("weight", 1d, 0, 1_000),
              section.textIfAny("provider").orElse(null),
              checks,
              dependsOn(section)));
      section.done();
    }
    return List.copyOf(services);
  }

  private static List<Entity> dependsOn(Section section) {
    List<Entity> entities = new ArrayList<>();
    for (Section below : section.sections("dependsOn")) {
      entities.add(entity(below));
      below.done();
    }
    return entities;
  }

  /** An entity: its keys {@code kind} and {@code id}. */
  public static Entity entity(Section section) {
    Entity.Kind kind =
        section.value(
            "kind",
            null,
            Entity.Kind.SERVICE,
            text -> word(Entity.Kind.values(), text),
            "must be a kind of entity such as nameserver");
    return new Entity(kind, section.text("id"));
  }

  /** The constant of a vocabulary that is spelt so. */
  public static <T extends org.plumbline.model.Term> Optional<T> word(T[] terms, String text) {
    for (T term : terms) {
      if (term.word().equals(text)) {
        return Optional.of(term);
      }
    }
    return Optional.empty();
  }

  private static Check check(String service, Section section) {
    Check.Scheme scheme =
        section.value(
            "scheme",
            Check.Scheme.HTTPS,
            Check.Scheme.HTTPS,
            text -> word(Check.Scheme.values(), text),
            "must be https, http, tcp, tls, dns or ping");
    String id = section.text("id", scheme.word());
    Integer usual = PORTS.get(scheme);
    boolean portless = scheme == Check.Scheme.PING;
    Long fallback = usual == null ? portless ? Long.valueOf(0) : null : Long.valueOf(usual);
    long port = section.integer("port", fallback, portless ? 0 : 1, 65_535);
    boolean http = scheme == Check.Scheme.HTTPS || scheme == Check.Scheme.HTTP;
    String path = section.text("path", "/");
    if (!path.startsWith("/")) {
      section.complain("path", "must begin with /");
    }
    Check check =
        new Check(
            id.contains("/") ? id : service + "/" + id,
            section.text("host").toLowerCase(Locale.ROOT),
            portless ? null : (int) port,
            scheme,
            http ? path : null,
            section.duration("interval", INTERVAL, INTERVAL_MIN, INTERVAL_MAX),
            section.duration("timeout", TIMEOUT, TIMEOUT_MIN, TIMEOUT_MAX),
            families(section, "families", List.of(Family.V4)),
            expectation(section.section("expect")),
            question(section, scheme));
    section.done();
    return check;
  }

  /** A list of address families, written 4 and 6. */
  public static List<Family> families(Section section, String key, List<Family> fallback) {
    List<Family> families = new ArrayList<>();
    for (String text : section.texts(key)) {
      switch (text) {
        case "4" -> families.add(Family.V4);
        case "6" -> families.add(Family.V6);
        default -> section.complain(key, text, "must be 4 or 6");
      }
    }
    return families.isEmpty() ? fallback : List.copyOf(families);
  }

  private static @Nullable Question question(Section section, Check.Scheme scheme) {
    if (scheme != Check.Scheme.DNS) {
      return null;
    }
    Section question = section.section("question");
    Question read = new Question(question.text("name"), question.text("type", "A"));
    question.done();
    return read;
  }

  private static Expectation expectation(Section section) {
    List<String> status = section.texts("status");
    for (String code : status) {
      if (!code.matches(STATUS_FORM)) {
        section.complain("status", code, "must be codes or ranges such as 200-399");
      }
    }
    Duration none = Duration.ZERO;
    Duration max = section.duration("max", none, Duration.ZERO, TIMEOUT_MAX);
    Expectation read =
        new Expectation(
            status,
            section.textIfAny("contains").orElse(null),
            section.textIfAny("notContains").orElse(null),
            section.texts("answers"),
            section.textIfAny("rcode").orElse(null),
            section.textIfAny("certificateSha256").orElse(null),
            max.equals(none) ? null : max);
    section.done();
    return read;
  }
}
