package org.plumbline.engine.detect;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What is a normal duration, per vantage and check: the last healthy ones, in a bounded ring. */
final class Latencies implements Serializable {
  private static final int KEPT = 48;
  private static final int ENOUGH = 8;
  private static final double TIMES_MEDIAN = 2.5;
  private static final double TIMES_HIGH = 1.25;
  private static final double MARGIN_MILLIS = 60;
  private static final double HIGH = 0.9;

  private final Map<String, Ring> rings = new HashMap<>();

  /** A prefix is new to a check for so long, milliseconds: a move elsewhere is no slowness. */
  private static final long NEW_PREFIX_MILLIS = 15 * 60_000;

  private final Map<String, Long> prefixes = new HashMap<>();

  /**
   * Whether a healthy run was slow for this vantage, check and goal; a normal one is learned from.
   *
   * @param at corrected time, milliseconds
   */
  boolean slow(String vantage, String check, String prefix, long at, double millis) {
    long known = prefixes.computeIfAbsent(check + ' ' + prefix, key -> at);
    Ring whole = rings.computeIfAbsent(vantage + ' ' + check, key -> new Ring());
    Ring near = rings.computeIfAbsent(vantage + ' ' + check + ' ' + prefix, key -> new Ring());
    boolean judged = near.size >= ENOUGH || at - known > NEW_PREFIX_MILLIS;
    double limit =
        near.size >= ENOUGH ? near.limit : whole.size >= ENOUGH ? whole.limit : Double.MAX_VALUE;
    boolean slow = judged && millis > limit;
    whole.learn(slow, millis);
    near.learn(slow, millis);
    return slow;
  }

  /** Share of a vantage's runs of a check that were slow so far, shrunk to 3 %. */
  double rate(String vantage, String check) {
    Ring ring = rings.get(vantage + ' ' + check);
    return ring == null ? 0.03 : (ring.exceeded + 0.6) / (ring.seen + 20.0);
  }

  private static final class Ring implements Serializable {
    static final int SHIFT_RUNS = 60;
    final double[] kept = new double[KEPT];
    int size;
    int next;
    int inRow;
    double seen;
    double exceeded;
    double limit = Double.MAX_VALUE;

    void learn(boolean slow, double millis) {
      seen++;
      exceeded += slow ? 1 : 0;
      inRow = slow ? inRow + 1 : 0;
      // A lasting shift is learned only after an hour of it.
      if (!slow || inRow > SHIFT_RUNS) {
        add(millis);
      }
    }

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
