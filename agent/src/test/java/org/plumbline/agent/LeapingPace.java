package org.plumbline.agent;

import java.time.Duration;
import java.time.Instant;

/** Time for one thread: it leaps to wherever the thread wants to sleep until. */
final class LeapingPace implements Pace {
  private final Instant end;
  private Instant now;

  LeapingPace(Instant start) {
    this(start, Instant.MAX);
  }

  /** Whoever wants to sleep until the end or longer is interrupted. */
  LeapingPace(Instant start, Instant end) {
    now = start;
    this.end = end;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void sleepUntil(Instant moment) throws InterruptedException {
    if (!moment.isBefore(end)) {
      throw new InterruptedException("the end of this test's time");
    }
    now = moment.isAfter(now) ? moment : now;
  }

  synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }
}
