package org.plumbline.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Time that passes only when a test lets it. */
final class SteppedPace implements Pace {
  private static final Duration STEP = Duration.ofMillis(250);
  private static final long REAL_MILLIS_MAX = 20_000;

  private Instant now;

  SteppedPace(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void sleepUntil(Instant moment) throws InterruptedException {
    while (now.isBefore(moment)) {
      wait();
    }
  }

  synchronized void pass(Duration duration) {
    now = now.plus(duration);
    notifyAll();
  }

  /** Lets time pass in small steps, with a real moment for the threads between, until it is so. */
  void passUntil(BooleanSupplier so) throws InterruptedException {
    for (long waited = 0; !so.getAsBoolean(); waited++) {
      if (waited > REAL_MILLIS_MAX) {
        throw new AssertionError("waited in vain");
      }
      pass(STEP);
      Thread.sleep(1);
    }
  }
}
