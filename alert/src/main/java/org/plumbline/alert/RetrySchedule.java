package org.plumbline.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again: the schedule that Standard Webhooks recommends
 * ("Retry schedule"), ten tries in about three days, each wait drawn from within a tenth of it so
 * that senders do not come back as one. Any number of threads may ask.
 */
final class RetrySchedule {
  /** Waits after the first try, the second, and so on. */
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** Longest that a receiver may ask us to stay away: an alert of yesterday helps nobody. */
  static final Duration ASKED_MAX = Duration.ofHours(1);

  private static final double JITTER = 0.1;

  private final RandomGenerator random;

  RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * How long to wait after a number of tries; empty when there were enough.
   *
   * @param tries at least 1
   * @param asked what the receiver asked for ({@code Retry-After}); the wait is at least that, as
   *     far as {@link #ASKED_MAX}
   */
  synchronized Optional<Duration> after(int tries, @Nullable Duration asked) {
    if (tries > WAITS.size()) {
      return Optional.empty();
    }
    long nanos = WAITS.get(tries - 1).toNanos();
    long spread = (long) (nanos * JITTER);
    Duration wait = Duration.ofNanos(nanos + random.nextLong(-spread, spread + 1));
    return Optional.of(asked == null ? wait : longer(wait, bounded(asked)));
  }

  /** What a receiver asked for, within our bound. */
  static Duration bounded(Duration asked) {
    return asked.compareTo(ASKED_MAX) > 0 ? ASKED_MAX : asked;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
