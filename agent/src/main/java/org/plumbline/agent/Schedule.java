package org.plumbline.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * When a check is run: {@code start + phase + k * interval + jitter(k)}, for k = 0, 1, 2, ...
 *
 * <p>Phase and jitter are drawn from the seed and the check, not from what happened: the slots
 * never drift, all families of a check share them, and checks of one interval spread over it. The
 * first slot lies within one interval of the start.
 */
final class Schedule {
  /** Jitter is at most this part of an interval. */
  private static final int JITTER_PART = 10;

  private static final Duration JITTER_MAX = Duration.ofSeconds(5);

  /** A slot may be met this part of an interval late; later than that, it is skipped. */
  private static final int GRACE_PART = 4;

  /** Ceiling on how often anything is asked, whatever an assignment says. */
  static final Duration INTERVAL_MIN = Duration.ofSeconds(1);

  private final Instant start;
  private final Duration interval;
  private final long jitterNanos;
  private final long key;

  Schedule(Instant start, Duration interval, long seed, String what) {
    this.interval = interval.compareTo(INTERVAL_MIN) < 0 ? INTERVAL_MIN : interval;
    Duration jitter = this.interval.dividedBy(JITTER_PART);
    this.jitterNanos = (jitter.compareTo(JITTER_MAX) < 0 ? jitter : JITTER_MAX).toNanos();
    this.key = mixed(seed, what);
    long phaseNanos = below(mix(key), this.interval.toNanos() - jitterNanos);
    this.start = start.plusNanos(phaseNanos);
  }

  Duration interval() {
    return interval;
  }

  /** The moment of slot k. */
  Instant at(long k) {
    return start
        .plus(interval.multipliedBy(k))
        .plusNanos(below(mix(key + 0x9E3779B97F4A7C15L * (k + 1)), jitterNanos));
  }

  /** The first slot after {@code last} that is still to come or not yet too late. */
  long next(long last, Instant now) {
    Instant oldest = now.minus(interval.dividedBy(GRACE_PART));
    // No slot before this one can be in time: its jitter is less than an interval.
    long k = Math.max(last + 1, Duration.between(start, oldest).dividedBy(interval) - 1);
    while (at(k).isBefore(oldest)) {
      k++;
    }
    return k;
  }

  /** A number from (seed, words), the same in every process. */
  static long mixed(long seed, String what) {
    long value = mix(seed);
    for (int i = 0; i < what.length(); i++) {
      value = mix(value ^ what.charAt(i));
    }
    return value;
  }

  private static long below(long bits, long bound) {
    return Math.floorMod(bits, bound);
  }

  /** The output function of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
