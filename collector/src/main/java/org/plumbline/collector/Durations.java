package org.plumbline.collector;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How long something took, counted in steps; any number of threads may count. */
public final class Durations {
  /** From one unsynced write to the longest wait that a post is allowed. */
  private static final List<Duration> BOUNDS =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
          .map(Duration::ofMillis)
          .toList();

  private final LongAdder[] counts = new LongAdder[BOUNDS.size() + 1];
  private final LongAdder nanos = new LongAdder();

  Durations() {
    Arrays.setAll(counts, _ -> new LongAdder());
  }

  void add(Duration took) {
    int step = 0;
    while (step < BOUNDS.size() && took.compareTo(BOUNDS.get(step)) > 0) {
      step++;
    }
    counts[step].increment();
    nanos.add(took.toNanos());
  }

  /** The longest time that each step counts; one more step counts all that took longer. */
  public List<Duration> bounds() {
    return BOUNDS;
  }

  /** By step, how many took no longer than its bound and longer than that of the one before. */
  public List<Long> counts() {
    return Arrays.stream(counts).map(LongAdder::sum).toList();
  }

  /** All of them together. */
  public Duration sum() {
    return Duration.ofNanos(nanos.sum());
  }
}
