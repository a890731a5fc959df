package org.plumbline.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next try: drawn from zero to a ceiling that doubles from 1 s to 5 s
 * ("full jitter"), so that a fleet does not come back as one, and is live again within seconds. A
 * server that is overloaded asks for more.
 */
final class Backoff {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration MAX = Duration.ofSeconds(5);

  /** Longest wait that a server may ask for. */
  static final Duration ASKED_MAX = Duration.ofMinutes(5);

  private final RandomGenerator random;
  private Duration ceiling = FIRST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param asked what the server asked for; at least that, as far as {@link #ASKED_MAX}
   */
  Duration next(@Nullable Duration asked) {
    Duration wait = Duration.ofNanos(random.nextLong(ceiling.toNanos()) + 1);
    Duration doubled = ceiling.multipliedBy(2);
    ceiling = doubled.compareTo(MAX) < 0 ? doubled : MAX;
    if (asked == null || asked.isNegative()) {
      return wait;
    }
    Duration least = asked.compareTo(ASKED_MAX) < 0 ? asked : ASKED_MAX;
    return wait.compareTo(least) < 0 ? least.plus(wait) : wait;
  }

  void reset() {
    ceiling = FIRST;
  }
}
