package org.plumbline.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What every observation has: how long the operation took, how it ended, and what was varied.
 *
 * @param elapsed duration of the operation; a timeout's is the configured one
 * @param crossover made with another address or resolver than the client would have used
 * @param variation what was changed in a repetition meant to find the cause; empty for an ordinary
 *     operation
 */
public record Attempt(
    @Nullable Duration elapsed, Outcome outcome, boolean crossover, Map<String, String> variation)
    implements Serializable {
  public Attempt {
    variation = Collections.unmodifiableMap(new TreeMap<>(variation));
  }

  public Attempt(@Nullable Duration elapsed, Outcome outcome) {
    this(elapsed, outcome, false, Map.of());
  }

  /** The same attempt, marked as a cross-over test. */
  public Attempt asCrossover() {
    return new Attempt(elapsed, outcome, true, variation);
  }
}
