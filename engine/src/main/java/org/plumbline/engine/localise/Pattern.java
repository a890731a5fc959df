package org.plumbline.engine.localise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Sample;

/** The fewest attribute values that cover the failing vantages and spare the healthy ones. */
public final class Pattern {
  private static final double VALUE_PRICE = 0.04;
  private static final int VALUES_MAX = 8;

  private Pattern() {}

  /** An attribute: its name in a pattern, and its value for a vantage. */
  public record Attribute(String key, Function<String, @Nullable String> of) {}

  /**
   * The pattern, empty for everywhere.
   *
   * @param attributes in the order in which they are preferred
   */
  public static Map<String, List<String>> of(
      Set<String> failing, Set<String> healthy, List<Attribute> attributes) {
    if (healthy.isEmpty() || failing.isEmpty()) {
      return Map.of();
    }
    double best = quality(failing.size(), healthy.size(), 0) + 0.05;
    Map<String, List<String>> pattern = Map.of();
    for (Attribute attribute : attributes) {
      List<String> values = values(failing, healthy, attribute);
      int covered = 0;
      int spoilt = 0;
      for (String vantage : failing) {
        covered += values.contains(attribute.of().apply(vantage)) ? 1 : 0;
      }
      for (String vantage : healthy) {
        spoilt += values.contains(attribute.of().apply(vantage)) ? 1 : 0;
      }
      double quality =
          quality(covered, spoilt, failing.size() - covered) - VALUE_PRICE * values.size();
      if (!values.isEmpty() && values.size() <= VALUES_MAX && quality > best) {
        best = quality;
        pattern = Map.of(attribute.key(), values);
      }
    }
    return pattern;
  }

  /** F1 of what is covered against who fails. */
  private static double quality(int covered, int spoilt, int missed) {
    return covered == 0 ? 0 : 2.0 * covered / (2.0 * covered + spoilt + missed);
  }

  private static List<String> values(
      Set<String> failing, Set<String> healthy, Attribute attribute) {
    TreeMap<String, int[]> counts = new TreeMap<>();
    for (String vantage : failing) {
      count(counts, attribute.of().apply(vantage), 0);
    }
    for (String vantage : healthy) {
      count(counts, attribute.of().apply(vantage), 1);
    }
    List<String> values = new ArrayList<>();
    counts.forEach((value, count) -> {
      if (count[0] > count[1]) {
        values.add(value);
      }
    });
    return values;
  }

  private static void count(Map<String, int[]> counts, @Nullable String value, int which) {
    if (value != null) {
      counts.computeIfAbsent(value, key -> new int[2])[which]++;
    }
  }

  /** The commonest value that samples give for each vantage. */
  public static Function<String, @Nullable String> commonest(
      List<Sample> samples, Function<Sample, @Nullable String> of) {
    TreeMap<String, TreeMap<String, Integer>> counts = new TreeMap<>();
    for (Sample sample : samples) {
      String value = of.apply(sample);
      if (value != null) {
        counts
            .computeIfAbsent(sample.vantage(), key -> new TreeMap<>())
            .merge(value, 1, Integer::sum);
      }
    }
    TreeMap<String, String> best = new TreeMap<>();
    counts.forEach((vantage, values) -> {
      int most = 0;
      for (Map.Entry<String, Integer> entry : values.entrySet()) {
        if (entry.getValue() > most) {
          most = entry.getValue();
          best.put(vantage, entry.getKey());
        }
      }
    });
    return best::get;
  }

  /** Sorted copy. */
  public static Set<String> sorted(List<String> values) {
    return new TreeSet<>(values);
  }
}
