package org.plumbline.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A clock that shows what it was last set to. */
public final class SetClock implements LabClock {
  private final Instant start;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Instant now;

  SetClock(Instant start) {
    this.start = start;
    this.now = start;
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  /** One: waits last as long as they are configured. */
  @Override
  public double speed() {
    return 1;
  }

  @Override
  public void startAt(Duration offset) {
    lock.lock();
    try {
      now = start.plus(offset);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** It stands anyway. */
  @Override
  public void stop() {}

  @Override
  public void sleepUntil(Instant moment) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (now.isBefore(moment)) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
