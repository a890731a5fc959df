package org.plumbline.engine.detect;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What is a normal duration, per vantage and check: the last healthy ones, in a bounded ring. */
final class Latencies {
  private static final int KEPT = 48;
  private static final int ENOUGH = 8;
  private static final double TIMES_MEDIAN = 2.5;
  private static final double TIMES_HIGH = 1.25;
  private static final double MARGIN_MILLIS = 60;
  private static final double HIGH = 0.9;

  private final Map<String, Ring> rings = new HashMap<>();

  /** Whether a healthy run was slow for this vantage and check; a normal one is learned from. */
  boolean slow(String cell, double millis) {
    Ring ring = rings.computeIfAbsent(cell, key -> new Ring());
    boolean slow = ring.size >= ENOUGH && millis > ring.limit;
    ring.seen++;
    if (slow) {
      ring.exceeded++;
      ring.inRow++;
    } else {
      ring.inRow = 0;
    }
    // A lasting shift is learned only after an hour of it: a deploy that made things slower.
    if (!slow || ring.inRow > Ring.SHIFT_RUNS) {
      ring.add(millis);
    }
    return slow;
  }

  /** Share of this cell's runs that were slow so far, shrunk to 3 %. */
  double rate(String cell) {
    Ring ring = rings.get(cell);
    return ring == null ? 0.03 : (ring.exceeded + 0.6) / (ring.seen + 20.0);
  }

  private static final class Ring {
    static final int SHIFT_RUNS = 60;
    final double[] kept = new double[KEPT];
    int size;
    int next;
    int inRow;
    double seen;
    double exceeded;
    double limit = Double.MAX_VALUE;

    void add(double millis) {
      kept[next] = millis;
      next = (next + 1) % KEPT;
      size = Math.min(KEPT, size + 1);
      double[] sorted = Arrays.copyOf(kept, size);
      Arrays.sort(sorted);
      double median = sorted[size / 2];
      double high = sorted[(int) (size * HIGH)];
      limit = Math.max(TIMES_MEDIAN * median + MARGIN_MILLIS, TIMES_HIGH * high);
    }
  }
}
