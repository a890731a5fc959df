package org.plumbline.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.plumbline.agent.Pace;

/** The time of this machine. */
record RealPace(InstantSource clock) implements Pace {
  /** A clock that is set while somebody waits is noticed after so long. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void sleepUntil(Instant moment) throws InterruptedException {
    for (Duration left = Duration.between(now(), moment);
        left.isPositive();
        left = Duration.between(now(), moment)) {
      Thread.sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
    }
  }
}
