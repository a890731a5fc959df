package org.plumbline.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often a failure of one check and family may be looked into: the same (layer, code, address)
 * once in 5 minutes, another at once, never more than 12 in an hour. A flapping line must not
 * become a storm at the root servers.
 */
final class DiagnosticLimit {
  private static final Duration SAME = Duration.ofMinutes(5);
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int WINDOW_RUNS_MAX = 12;

  private record Made(Instant at, Health.Failing why) {}

  /** At most {@link #WINDOW_RUNS_MAX}, oldest first. */
  private final Deque<Made> made = new ArrayDeque<>();

  boolean permits(Health.Failing why, Instant now) {
    made.removeIf(run -> !run.at.plus(WINDOW).isAfter(now));
    return made.size() < WINDOW_RUNS_MAX
        && made.stream().noneMatch(run -> run.why.equals(why) && run.at.plus(SAME).isAfter(now));
  }

  void note(Health.Failing why, Instant now) {
    made.addLast(new Made(now, why));
  }
}
