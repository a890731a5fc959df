package org.plumbline.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A story about a fault, in its newest version: what the engine says.
 *
 * @param id first 16 hex digits of a SHA-256 over what opened it; never changed
 * @param emittedAt event time: {@code receivedAt} of the newest record the engine had read
 * @param openedAt {@code emittedAt} of the first version that was open
 * @param causes by confidence, the likeliest first
 * @param alternatives rejected causes, each with the evidence against it
 * @param settles the test that decides between the causes, in one sentence
 * @param confirmed more than half of the weight of all who measure fails, from three independent
 *     networks
 * @param backfill its evidence lies wholly more than 15 minutes before it was received
 */
public record Incident(
    String id,
    int version,
    State state,
    Instant emittedAt,
    Instant startedAt,
    @Nullable Instant openedAt,
    @Nullable Instant endedAt,
    String title,
    String summary,
    List<String> services,
    List<Symptom> symptoms,
    List<Cause> causes,
    List<Cause> alternatives,
    Scope scope,
    @Nullable Severity severity,
    boolean confirmed,
    boolean backfill,
    View view,
    List<Change> changes,
    @Nullable String settles,
    @Nullable ExpectedRecovery expectedRecovery,
    List<Moment> timeline,
    @Nullable String mergedInto)
    implements Serializable {
  /** The same under a higher version. */
  public Incident withVersion(int higher) {
    return new Incident(
        id,
        higher,
        state,
        emittedAt,
        startedAt,
        openedAt,
        endedAt,
        title,
        summary,
        services,
        symptoms,
        causes,
        alternatives,
        scope,
        severity,
        confirmed,
        backfill,
        view,
        changes,
        settles,
        expectedRecovery,
        timeline,
        mergedInto);
  }

  /** Where in its life an incident is; a consumer is told from {@link #OPEN} on. */
  public enum State implements Term {
    SUSPECTED,
    OPEN,
    RECOVERING,
    RESOLVED,
    RETRACTED,
    MERGED;

    private final String word = name().toLowerCase(Locale.ROOT);

    @Override
    public String word() {
      return word;
    }

    /** Whether nothing more is said of it. */
    public boolean isEnd() {
      return switch (this) {
        case SUSPECTED, OPEN, RECOVERING -> false;
        case RESOLVED, RETRACTED, MERGED -> true;
      };
    }
  }

  /**
   * For whom it fails.
   *
   * @param pattern the fewest attribute values that cover the failing and spare the healthy; empty
   *     is everywhere
   */
  public record Scope(Map<String, List<String>> pattern, List<String> failing, List<String> healthy)
      implements Serializable {
    public Scope {
      TreeMap<String, List<String>> sorted = new TreeMap<>();
      pattern.forEach((key, values) -> sorted.put(key, List.copyOf(values)));
      pattern = Collections.unmodifiableMap(sorted);
      failing = List.copyOf(failing);
      healthy = List.copyOf(healthy);
    }
  }

  /** How many eyes measured the checks concerned. */
  public record View(int vantages, int networks) implements Serializable {}

  /** When the facts say it must be over, and why. */
  public record ExpectedRecovery(Instant at, String because) implements Serializable {}

  /** A line of the timeline. */
  public record Moment(Instant at, String text) implements Serializable {}

  public Incident {
    services = List.copyOf(services);
    symptoms = List.copyOf(symptoms);
    causes = List.copyOf(causes);
    alternatives = List.copyOf(alternatives);
    changes = List.copyOf(changes);
    timeline = List.copyOf(timeline);
  }
}
