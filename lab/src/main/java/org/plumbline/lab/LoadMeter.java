package org.plumbline.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether the machine keeps up: a ticker of {@link #TICK}, and the times when a tick came late.
 * What was measured meanwhile says nothing about the world.
 */
public final class LoadMeter implements AutoCloseable {
  static final Duration TICK = Duration.ofMillis(10);

  /** A tick that comes so much after its time is late. */
  static final Duration LATE = Duration.ofMillis(100);

  private static final int LATE_MAX = 10_000;

  private record Interval(long fromNanos, long toNanos) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Interval> late = new ArrayDeque<>();
  private final Thread ticker;
  private long lastTickNanos = System.nanoTime();

  LoadMeter() {
    ticker = Thread.ofPlatform().daemon().name("lab-load").start(this::run);
  }

  /**
   * Whether a tick was late at some moment of an interval.
   *
   * @param fromNanos {@link System#nanoTime} at its begin
   * @param toNanos {@link System#nanoTime} at its end
   */
  public boolean lateBetween(long fromNanos, long toNanos) {
    lock.lock();
    try {
      for (Interval interval : late) {
        if (interval.fromNanos() - toNanos <= 0 && fromNanos - interval.toNanos() <= 0) {
          return true;
        }
      }
      boolean overdue = toNanos - lastTickNanos > TICK.plus(LATE).toNanos();
      return overdue;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(TICK);
        tick(System.nanoTime());
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  void tick(long nowNanos) {
    lock.lock();
    try {
      if (nowNanos - lastTickNanos > TICK.plus(LATE).toNanos()) {
        late.addLast(new Interval(lastTickNanos, nowNanos));
        if (late.size() > LATE_MAX) {
          late.removeFirst();
        }
      }
      lastTickNanos = nowNanos;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    ticker.interrupt();
  }
}
