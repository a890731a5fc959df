package org.plumbline.engine.diagnose;

import java.util.List;

/**
 * A fact for or against a hypothesis.
 *
 * @param claim a sentence
 * @param nats what it adds to the hypothesis' score
 * @param failing how many of {@code total} vantages show it
 */
record Point(String claim, double nats, List<String> measurements, int failing, int total) {
  private static final double CAP = 20;

  Point {
    measurements = List.copyOf(measurements.subList(0, Math.min(20, measurements.size())));
  }

  /**
   * A share of vantages that show something, likelier under the hypothesis than otherwise.
   *
   * @param given probability under the hypothesis
   * @param otherwise probability without it
   */
  static Point share(
      String claim, int shown, int total, double given, double otherwise, List<String> ids) {
    double nats =
        shown * StrictMath.log(given / otherwise)
            + (total - shown) * StrictMath.log((1 - given) / (1 - otherwise));
    return new Point(claim, Math.max(-CAP, Math.min(CAP, nats)), ids, shown, total);
  }
}
