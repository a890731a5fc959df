package org.plumbline.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.plumbline.model.Check;
import org.plumbline.model.Entity;
import org.plumbline.model.Family;
import org.plumbline.model.Service;
import org.plumbline.model.Term;

/** Reads {@code services}: the same form in a configuration, a catalogue and a scenario. */
public final class ServiceReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** What stands where a service or a check says nothing. */
  record Defaults(String category, Duration interval) {
    /** A person's own services: asked every minute. */
    static final Defaults OWN = new Defaults(ServiceCategory.OTHER.word(), Duration.ofSeconds(60));
  }

  private ServiceReader() {}

  /** The services of a section, by its key {@code services}; none when it is absent. */
  public static List<Service> read(Section above) {
    return read(above, Defaults.OWN);
  }

  static List<Service> read(Section above, Defaults defaults) {
    List<Service> services = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section section : above.sections("services")) {
      services.add(service(section, defaults, ids));
    }
    return List.copyOf(services);
  }

  private static Service service(Section section, Defaults defaults, Set<String> ids) {
    String id =
        section.value(
            "id",
            null,
            "",
            text -> Optional.of(text).filter(ID.asMatchPredicate()),
            "must be 1 to 64 letters, digits, dots, dashes and underscores");
    if (!ids.add(id)) {
      section.complain("id", "must be unique among services");
    }
    List<Check> checks = new ArrayList<>();
    Set<String> checkIds = new HashSet<>();
    for (Section below : section.sections("checks")) {
      Check check = CheckReader.read(id, below, defaults.interval());
      if (!checkIds.add(check.id())) {
        below.complain("id", check.id(), "must be unique; state an id for each of these checks");
      }
      checks.add(check);
    }
    if (checks.isEmpty()) {
      section.complain("checks", "must have at least one check");
    }
    Service service =
        new Service(
            id,
            section.text("name", id),
            category(section, defaults.category()),
            section.decimal("weight", 1d, 0, 1_000),
            section.textIfAny("provider").orElse(null),
            checks,
            dependsOn(section));
    section.done();
    return service;
  }

  /** The key {@code category} of a section. */
  static String category(Section section, String fallback) {
    return section.value(
        "category",
        fallback,
        ServiceCategory.OTHER.word(),
        text -> word(ServiceCategory.values(), text).map(Term::word),
        ServiceCategory.rule());
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
  public static <T extends Term> Optional<T> word(T[] terms, String text) {
    for (T term : terms) {
      if (term.word().equals(text)) {
        return Optional.of(term);
      }
    }
    return Optional.empty();
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
}
