package org.plumbline.net;

import java.time.Duration;

/** Measures how long an operation takes, on the monotonic clock. */
public final class Stopwatch {
  private final long startNanos = System.nanoTime();

  private Stopwatch() {}

  public static Stopwatch start() {
    return new Stopwatch();
  }

  /** Time since the start, to the microsecond. */
  public Duration elapsed() {
    return Duration.ofNanos((System.nanoTime() - startNanos) / 1_000 * 1_000);
  }
}
