package org.plumbline.lab;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The one clock of a lab. It stands at the start of the scenario until it is told to run, and rules
 * schedules, TTLs, phases, and the time at which certificates are judged.
 */
public sealed interface LabClock extends InstantSource permits ScaledClock, SetClock {
  /** Slowest and fastest. */
  double SPEED_MIN = 1;

  double SPEED_MAX = 30;

  /**
   * A clock that runs {@code speed} times as fast as real time, once it is started.
   *
   * @throws IllegalArgumentException unless speed is {@value #SPEED_MIN} to {@value #SPEED_MAX}
   */
  static LabClock scaled(Instant start, double speed) {
    return new ScaledClock(start, speed);
  }

  /** A clock that stands still unless it is set: for a test, or a look at one moment. */
  static SetClock standing(Instant start) {
    return new SetClock(start);
  }

  /** Scenario time that passes in one unit of real time. */
  double speed();

  /** Puts the clock at an offset from the scenario's start; a scaled clock runs from then on. */
  void startAt(Duration offset);

  /** Lets the clock stand where it is, until it is started again. */
  void stop();

  /** Returns when the clock shows that moment or a later one. */
  void sleepUntil(Instant moment) throws InterruptedException;

  /** Returns after that much scenario time. */
  default void sleep(Duration scenario) throws InterruptedException {
    sleepUntil(instant().plus(scenario));
  }
}
