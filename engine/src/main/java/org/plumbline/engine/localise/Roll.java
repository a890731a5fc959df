package org.plumbline.engine.localise;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.engine.detect.Memory;
import org.plumbline.engine.detect.Sample;

/** Per vantage, how many of its scheduled runs suffered since an incident began. */
public final class Roll {
  /** A vantage is failing when this share of its scheduled runs failed. */
  private static final double FAILING_SHARE = 0.05;

  private final TreeMap<String, int[]> runs = new TreeMap<>();

  /** What counts as suffering. */
  public interface Suffers {
    boolean test(Sample sample);
  }

  /** Counts the runs of checks from {@code from} to {@code to}. */
  public static Roll of(
      Memory memory, Set<String> checks, long from, long to, Set<String> sick, Suffers suffers) {
    Roll roll = new Roll();
    for (String check : checks) {
      memory.visit(
          check,
          from,
          to,
          sample -> {
            if (sample.counted() && sample.votes()) {
              int[] count = roll.runs.computeIfAbsent(sample.vantage(), key -> new int[2]);
              count[0] += suffers.test(sample) && !sick.contains(sample.vantage()) ? 1 : 0;
              count[1]++;
            }
          });
    }
    return roll;
  }

  /** Who failed in enough of its runs. */
  public List<String> failing() {
    List<String> failing = new ArrayList<>();
    runs.forEach((vantage, count) -> {
      if (count[0] > 0 && count[0] >= FAILING_SHARE * count[1]) {
        failing.add(vantage);
      }
    });
    return failing;
  }

  /** Who never failed. */
  public List<String> healthy() {
    List<String> healthy = new ArrayList<>();
    runs.forEach((vantage, count) -> {
      if (count[0] == 0) {
        healthy.add(vantage);
      }
    });
    return healthy;
  }

  /** Failed and scheduled runs of a vantage. */
  public int[] count(String vantage) {
    return runs.getOrDefault(vantage, new int[2]).clone();
  }

  /** Everyone who measured. */
  public Set<String> measuring() {
    return new TreeSet<>(runs.keySet());
  }
}
