package org.plumbline.engine.incident;

import java.io.Serializable;
import java.time.Duration;

/**
 * How cautious the engine is.
 *
 * @param falseAlarmsPerMonth how many false incidents a month are borne; the threshold follows from
 *     it and from the rate of the log
 * @param reopenWithin the same cause failing again within this time of its end is the same incident
 */
public record Policy(double falseAlarmsPerMonth, Duration reopenWithin) implements Serializable {
  /** Gate nodes that one trial touches. */
  private static final double NODES = 8;

  private static final double SECONDS_PER_MONTH = 2.6e6;
  private static final double NATS_MIN = 14;

  public Policy {
    if (!(falseAlarmsPerMonth > 0)) {
      throw new IllegalArgumentException(
          "policy.falseAlarmsPerMonth must be > 0, was " + falseAlarmsPerMonth);
    }
  }

  /** What is used unless somebody says otherwise. */
  public static Policy standard() {
    return new Policy(1, Duration.ofMinutes(30));
  }

  /** Evidence in nats that opens an incident, at a rate of measurements a second. */
  double threshold(double perSecond) {
    double trials = Math.max(0.05, perSecond) * SECONDS_PER_MONTH * NODES / falseAlarmsPerMonth;
    return Math.max(NATS_MIN, StrictMath.log(trials));
  }
}
