package org.plumbline.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Scenario time = where it was started + real time since then x speed. */
final class ScaledClock implements LabClock {
  private final Instant start;
  private final double speed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Duration offset = Duration.ZERO;
  private boolean running;
  private long startedNanos;

  ScaledClock(Instant start, double speed) {
    if (!(speed >= SPEED_MIN && speed <= SPEED_MAX)) {
      throw new IllegalArgumentException(
          "speed must be " + SPEED_MIN + " to " + SPEED_MAX + ", was " + speed);
    }
    this.start = start;
    this.speed = speed;
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      Duration passed =
          running
              ? Duration.ofNanos((long) ((System.nanoTime() - startedNanos) * speed))
              : Duration.ZERO;
      return start.plus(offset).plus(passed);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public double speed() {
    return speed;
  }

  @Override
  public void startAt(Duration newOffset) {
    lock.lock();
    try {
      offset = newOffset;
      startedNanos = System.nanoTime();
      running = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stop() {
    lock.lock();
    try {
      offset = Duration.between(start, instant());
      running = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void sleepUntil(Instant moment) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (Duration left = left(moment); left.isPositive(); left = left(moment)) {
        if (running) {
          var _ = changed.awaitNanos((long) Math.ceil(left.toNanos() / speed));
        } else {
          changed.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private Duration left(Instant moment) {
    return Duration.between(instant(), moment);
  }
}
