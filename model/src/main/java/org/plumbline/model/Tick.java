package org.plumbline.model;

import java.time.Duration;
import java.time.Instant;

/** A whole multiple of 10 s UTC has passed; it follows all entries received until then. */
public record Tick(Instant at) implements Entry {
  /** Distance of ticks. */
  public static final Duration EVERY = Duration.ofSeconds(10);

  @Override
  public String kind() {
    return "tick";
  }
}
