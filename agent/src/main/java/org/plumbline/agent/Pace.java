package org.plumbline.agent;

import java.time.Instant;

/**
 * The time by which an agent waits. It is not the clock by which it dates its records: a vantage
 * whose clock is wrong still measures every minute.
 */
public interface Pace {
  Instant now();

  /**
   * Waits until that moment has come; returns at once when it has passed.
   *
   * @throws InterruptedException when the waiting thread is wanted for something else
   */
  void sleepUntil(Instant moment) throws InterruptedException;
}
