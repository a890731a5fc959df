package org.plumbline.net;

import java.time.Duration;

/** A moment of <em>real</em> time, on the monotonic clock, by which everything must have ended. */
public final class Deadline {
  private final long atNanos;

  private Deadline(long atNanos) {
    this.atNanos = atNanos;
  }

  /**
   * The moment that lies {@code real} ahead.
   *
   * @param real see {@link Network#realWait}
   */
  public static Deadline after(Duration real) {
    return new Deadline(System.nanoTime() + real.toNanos());
  }

  /** This one, or the moment that lies {@code real} ahead, whichever is earlier. */
  public Deadline orAfter(Duration real) {
    Deadline other = after(real);
    return other.atNanos - atNanos < 0 ? other : this;
  }

  /** Time left, zero once it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
  }

  public boolean passed() {
    return atNanos - System.nanoTime() <= 0;
  }

  /**
   * Time left as a socket takes it, in milliseconds rounded up; 0 only when it has passed, which a
   * socket would take for "for ever": test it first.
   */
  public int socketMillis() {
    return socketMillis(remaining());
  }

  static int socketMillis(Duration limit) {
    long millis = limit.plusNanos(999_999).toMillis();
    return Math.clamp(millis, 0, Integer.MAX_VALUE);
  }
}
