package org.plumbline.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.plumbline.config.ConfigException;
import org.plumbline.model.Service;
import org.plumbline.net.Endpoint;

/** A world, what happens in it, and what the matter is: one file (docs/scenarios.md). */
public final class Scenario {
  /** One event of the story; {@code at} is from the start of the scenario. */
  public record Phase(Duration at, String text) {}

  /** A state of the world, and from when it holds. */
  record Timed(Instant from, WorldState state) {}

  /** From a fault's begin to when caches have let most of it through. */
  private static final Duration LOOK_AFTER = Duration.ofMinutes(3);

  private final String name;
  private final String title;
  private final long seed;
  private final Instant start;
  private final Duration length;
  private final List<Service> services;
  private final List<Endpoint> anchors;
  private final Endpoint mustFail;
  private final List<Phase> phases;
  private final List<Timed> states;
  private final Truth truth;

  Scenario(ScenarioReader.Parts parts) {
    name = parts.name();
    title = parts.title();
    seed = parts.seed();
    start = parts.start();
    length = parts.length();
    services = List.copyOf(parts.services());
    anchors = List.copyOf(parts.anchors());
    mustFail = parts.mustFail();
    phases = List.copyOf(parts.phases());
    states = List.copyOf(parts.states());
    truth = parts.truth();
  }

  /**
   * Reads a scenario.
   *
   * @param file named in complaints
   * @throws ConfigException with all that is wrong: form, unknown names, impossible times
   */
  public static Scenario parse(String file, String yaml) throws ConfigException {
    return ScenarioReader.read(file, yaml);
  }

  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  /** The seed when none is given. */
  public long seed() {
    return seed;
  }

  public Instant start() {
    return start;
  }

  public Duration length() {
    return length;
  }

  public List<Phase> phases() {
    return phases;
  }

  public List<Service> services() {
    return services;
  }

  List<Endpoint> anchors() {
    return anchors;
  }

  Endpoint mustFail() {
    return mustFail;
  }

  /** As the file states it; a certificate is named as in the file, {@link LabWorld#truth}. */
  Truth truth() {
    return truth;
  }

  /** When there is something to see: a little after the first fault, else half-way. */
  public Duration lookAt() {
    Duration fallback = length.dividedBy(2);
    return truth
        .begins()
        .map(begins ->
            begins.plus(LOOK_AFTER).compareTo(length) < 0 ? begins.plus(LOOK_AFTER) : begins)
        .orElse(fallback);
  }

  /** The world at a moment; before the start it is as at the start. */
  WorldState at(Instant moment) {
    for (int i = states.size() - 1; i > 0; i--) {
      if (!moment.isBefore(states.get(i).from())) {
        return states.get(i).state();
      }
    }
    return states.getFirst().state();
  }

  List<Timed> states() {
    return states;
  }
}
