package org.plumbline.model;

import java.time.Duration;
import java.time.Instant;

/** A whole multiple of 10 s UTC has passed; it follows all entries received until then. */
public record Tick(Instant at) implements Entry {
  /** Distance of ticks. */
  public static final Duration EVERY = Duration.ofSeconds(10);

  /** The first multiple of {@link #EVERY} that is not before an instant. */
  public static Instant firstFrom(Instant instant) {
    long every = EVERY.toMillis();
    Instant floor = Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), every) * every);
    return floor.isBefore(instant) ? floor.plus(EVERY) : floor;
  }

  @Override
  public String kind() {
    return "tick";
  }
}
