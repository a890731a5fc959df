package org.plumbline.engine.incident;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.engine.detect.Memory;
import org.plumbline.engine.localise.Roll;
import org.plumbline.model.Severity;
import org.plumbline.model.Vantage;

/** How bad the last five minutes are, and whether enough independent eyes agree. */
final class Gauge {
  static final long WINDOW_MILLIS = 5 * 60_000;
  private static final double HIT_SHARE = 0.2;
  private static final double NEARLY_ALL = 0.85;
  private static final int CONTINENTS_MIN = 3;
  private static final int NETWORKS_MIN = 3;

  /** What the gauge reads. */
  record Reading(Severity severity, boolean confirmed) {}

  private Gauge() {}

  static Reading read(
      Memory memory,
      Catalogue catalogue,
      Set<String> checks,
      long now,
      boolean slowOnly,
      Roll.Suffers suffers) {
    TreeMap<String, int[]> networks = new TreeMap<>();
    TreeMap<String, int[]> vantages = new TreeMap<>();
    for (String check : checks) {
      memory.visit(
          check,
          now - WINDOW_MILLIS,
          now,
          sample -> {
            if (sample.counted() && sample.votes()) {
              int bad = suffers.test(sample) ? 1 : 0;
              for (int[] count :
                  new int[][] {
                    networks.computeIfAbsent(sample.network(), key -> new int[2]),
                    vantages.computeIfAbsent(sample.vantage(), key -> new int[2])
                  }) {
                count[0] += bad;
                count[1]++;
              }
            }
          });
    }
    int runs = 0;
    int bad = 0;
    int hit = 0;
    Set<String> hitNetworks = new TreeSet<>();
    for (var entry : networks.entrySet()) {
      int[] count = entry.getValue();
      runs += count[1];
      bad += count[0];
      if (count[0] >= HIT_SHARE * count[1] && count[0] > 0) {
        hit++;
        hitNetworks.add(entry.getKey());
      }
    }
    Set<String> continents = new TreeSet<>();
    int failing = 0;
    boolean trusted = false;
    for (var entry : vantages.entrySet()) {
      if (entry.getValue()[0] >= HIT_SHARE * entry.getValue()[1] && entry.getValue()[0] > 0) {
        failing++;
        Vantage vantage = catalogue.vantage(entry.getKey());
        if (vantage != null && vantage.continent() != null) {
          continents.add(vantage.continent());
        }
        trusted |= vantage != null && vantage.standing() == Vantage.Standing.TRUSTED;
      }
    }
    boolean confirmed =
        failing * 2 > vantages.size() && hitNetworks.size() >= NETWORKS_MIN && trusted;
    return new Reading(
        severity(runs, bad, hit, networks.size(), continents.size(), slowOnly), confirmed);
  }

  private static Severity severity(
      int runs, int bad, int hit, int networks, int continents, boolean slowOnly) {
    if (slowOnly || (bad < HIT_SHARE * runs && hit < 0.2 * networks)) {
      return Severity.DEGRADED;
    }
    if (hit * 2 < networks) {
      return Severity.PARTIAL;
    }
    boolean global = hit >= NEARLY_ALL * networks && continents >= CONTINENTS_MIN && bad * 2 > runs;
    return global ? Severity.GLOBAL : Severity.MAJOR;
  }
}
