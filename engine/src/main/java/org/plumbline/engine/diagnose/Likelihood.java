package org.plumbline.engine.diagnose;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one score of every explanation: the log-likelihood ratio of the trials under a set of
 * hypotheses against each vantage's own noise (a leaky noisy-or), the facts, and the priors. Trials
 * of one vantage, and vantages of one network, are not independent: both are scaled down.
 */
final class Likelihood {
  private static final double NOISE = 0.02;
  private static final double ANY_SYMPTOM = 0.08;
  private static final double RUNS_PER_VANTAGE = 3;
  private static final double VANTAGES_PER_NETWORK = 3;
  private static final double DEPENDENCE = 0.25;
  private static final double COMPATIBLE = 0.02;

  private Likelihood() {}

  /** The score in nats: trials, facts and priors. */
  static double score(Scene scene, List<Hypothesis> set) {
    double sum = trials(scene, set);
    Set<String> told = new HashSet<>();
    for (Hypothesis hypothesis : set) {
      sum += hypothesis.prior();
      for (Point point : hypothesis.points()) {
        // A fact that two hypotheses explain is one fact.
        sum += told.add(point.claim()) ? point.nats() : 0;
      }
    }
    return sum;
  }

  /** What the trials alone say, in nats. */
  static double trials(Scene scene, List<Hypothesis> set) {
    List<Map<String, Double>> strengths = set.stream().map(h -> strengths(scene, h)).toList();
    TreeMap<String, double[]> vantages = new TreeMap<>();
    TreeMap<String, String> networks = new TreeMap<>();
    for (Cell cell : scene.cells) {
      double good = 1;
      double shown = 0;
      boolean covered = false;
      for (int i = 0; i < set.size(); i++) {
        Hypothesis hypothesis = set.get(i);
        if (!hypothesis.covers().test(cell)) {
          continue;
        }
        covered = true;
        double strength = strengths.get(i).getOrDefault(group(hypothesis, cell), 0.03);
        good *= 1 - strength;
        if (cell.symptom() != null) {
          shown = Math.max(shown, strength * hypothesis.shows().applyAsDouble(cell));
        }
      }
      double[] sum = vantages.computeIfAbsent(cell.like().vantage(), key -> new double[2]);
      networks.put(cell.like().vantage(), cell.like().network());
      if (covered || cell.focus()) {
        sum[1] += cell.count();
      }
      if (covered) {
        sum[0] +=
            cell.count()
                * (cell.symptom() == null
                    ? StrictMath.log(good)
                    : Math.max(
                        -1.5,
                        StrictMath.log((shown + NOISE * ANY_SYMPTOM) / (NOISE * ANY_SYMPTOM))));
      }
    }
    TreeMap<String, double[]> byNetwork = new TreeMap<>();
    vantages.forEach((vantage, sum) -> {
      double scale = sum[1] == 0 ? 0 : Math.min(1, RUNS_PER_VANTAGE / sum[1]);
      double[] network =
          byNetwork.computeIfAbsent(networks.getOrDefault(vantage, ""), key -> new double[2]);
      network[0] += sum[0] * scale;
      network[1]++;
    });
    double total = 0;
    for (double[] network : byNetwork.values()) {
      total += network[0] * Math.min(1, VANTAGES_PER_NETWORK / network[1]);
    }
    return total * DEPENDENCE;
  }

  /** How strongly a hypothesis breaks what it covers: per check for targets, else once. */
  private static Map<String, Double> strengths(Scene scene, Hypothesis hypothesis) {
    TreeMap<String, double[]> counts = new TreeMap<>();
    for (Cell cell : scene.cells) {
      if (hypothesis.covers().test(cell)) {
        double[] count = counts.computeIfAbsent(group(hypothesis, cell), key -> new double[2]);
        boolean broken =
            cell.symptom() != null && hypothesis.shows().applyAsDouble(cell) >= COMPATIBLE;
        count[0] += broken ? cell.count() : 0;
        count[1] += cell.count();
      }
    }
    TreeMap<String, Double> strengths = new TreeMap<>();
    counts.forEach((group, count) ->
        strengths.put(group, Math.max(0.03, Math.min(0.97, (count[0] + 0.5) / (count[1] + 1)))));
    return strengths;
  }

  private static String group(Hypothesis hypothesis, Cell cell) {
    return hypothesis.place() ? "" : cell.like().check();
  }
}
