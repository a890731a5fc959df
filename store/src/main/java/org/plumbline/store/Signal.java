package org.plumbline.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A number that only rises, and threads of this process that wait for it to pass another. */
public final class Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition risen = lock.newCondition();
  private long value;

  public Signal(long value) {
    this.value = value;
  }

  public long value() {
    lock.lock();
    try {
      return value;
    } finally {
      lock.unlock();
    }
  }

  /** Raises the number and wakes who waits; a lower number than the present one does nothing. */
  public void raise(long to) {
    lock.lock();
    try {
      if (to > value) {
        value = to;
        risen.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the number is above {@code mark}; false when the time is over first. */
  public boolean awaitAbove(long mark, Duration timeout) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.convert(timeout);
    lock.lockInterruptibly();
    try {
      while (value <= mark) {
        if (left <= 0) {
          return false;
        }
        left = risen.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
