package org.plumbline.owners;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many look-ups in any minute. For use by one thread at a time. */
final class Budget {
  private static final Duration SPAN = Duration.ofMinutes(1);

  private final int max;
  private final Deque<Instant> spent = new ArrayDeque<>();

  Budget(int max) {
    this.max = max;
  }

  /** Spends one, if there is one left. */
  boolean take(Instant now) {
    while (!spent.isEmpty() && isOver(spent.getFirst(), now)) {
      spent.removeFirst();
    }
    if (spent.size() == max) {
      return false;
    }
    spent.addLast(now);
    return true;
  }

  /** What lies ahead was spent before the clock was set back. */
  private static boolean isOver(Instant at, Instant now) {
    return at.isAfter(now) || !at.plus(SPAN).isAfter(now);
  }
}
