package org.plumbline.engine.detect;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Vantage;

/**
 * Watches the checks: the likelihood ratio of "a fault" against "this vantage's own normal rate",
 * over several windows, capped per vantage and per network, summed over the networks, continents or
 * all, whichever shows most (docs: correlation 6.4).
 */
public final class Watch implements Serializable {
  private static final long[] WINDOWS_MILLIS = {90_000, 180_000, 300_000, 600_000};
  private static final double[] STRENGTHS = {0.12, 0.5, 0.95};
  private static final double VANTAGE_CAP = 6;
  private static final double NETWORK_CAP_PER_MINUTE = 12;
  private static final double NAMING_PRICE = 2;
  private static final double RATE_FLOOR = 0.012;
  private static final double RATE_CEILING = 0.4;
  private static final double SLOW_FLOOR = 0.04;
  private static final int FEW_EYES = 3;
  private static final int FEW_EYES_RUNS = 3;

  private final Memory memory;
  private final Catalogue catalogue;
  private final Sampler sampler;
  private final Map<String, double[]> rates = new HashMap<>();

  public Watch(Memory memory, Catalogue catalogue, Sampler sampler) {
    this.memory = memory;
    this.catalogue = catalogue;
    this.sampler = sampler;
  }

  /** Learns a vantage's own failure rate from a sample that no incident explains. */
  public void learn(Sample sample) {
    if (sample.votes() && sample.counted()) {
      double[] count = rates.computeIfAbsent(sample.vantage(), key -> new double[2]);
      count[0] += sample.failed() ? 1 : 0;
      count[1]++;
    }
  }

  private double rate(Sample sample, boolean slow) {
    if (slow) {
      return Math.max(SLOW_FLOOR, Math.min(RATE_CEILING, sampler.slowRate(sample) * 1.5));
    }
    double[] count = rates.getOrDefault(sample.vantage(), new double[2]);
    double rate = (count[0] + 0.5) / (count[1] + 50);
    return Math.max(RATE_FLOOR, Math.min(RATE_CEILING, rate));
  }

  private static final class Tally {
    int bad;
    int runs;
    double rate;
  }

  /**
   * The alarm of a check at a time, if there is one.
   *
   * @param threshold nats
   * @param slow whether slowness is looked for, else failure
   * @param counts which samples are looked at
   */
  public @Nullable Alarm look(
      String check, long now, boolean slow, double threshold, Predicate<Sample> counts) {
    List<Sample> recent = new ArrayList<>();
    boolean[] any = new boolean[1];
    memory.visit(
        check,
        now - WINDOWS_MILLIS[WINDOWS_MILLIS.length - 1],
        now,
        sample -> {
          if (sample.votes() && (sample.counted() || sample.recheck()) && counts.test(sample)) {
            recent.add(sample);
            any[0] |= slow ? sample.slow() : sample.failed();
          }
        });
    if (!any[0]) {
      return null;
    }
    Alarm best = null;
    for (long window : WINDOWS_MILLIS) {
      Alarm alarm = over(check, recent, now - window, window, slow);
      if (alarm != null && (best == null || alarm.nats() > best.nats() * 1.15)) {
        best = alarm;
      }
    }
    return best != null && best.nats() >= threshold ? best : null;
  }

  private @Nullable Alarm over(
      String check, List<Sample> recent, long from, long window, boolean slow) {
    TreeMap<String, Tally> tallies = new TreeMap<>();
    List<Sample> bad = new ArrayList<>();
    Set<String> networks = new HashSet<>();
    Set<String> failing = new HashSet<>();
    for (Sample sample : recent) {
      if (sample.at() < from) {
        continue;
      }
      Tally tally = tallies.computeIfAbsent(sample.vantage(), key -> new Tally());
      tally.rate = tally.runs == 0 ? rate(sample, slow) : tally.rate;
      tally.runs++;
      if (slow ? sample.slow() : sample.failed()) {
        tally.bad++;
        bad.add(sample);
        networks.add(sample.network());
        failing.add(sample.vantage());
      }
    }
    if (bad.isEmpty()) {
      return null;
    }
    double nats;
    if (tallies.size() <= FEW_EYES) {
      nats = fewEyes(tallies, recent, slow);
    } else if (failing.size() < 3 || (networks.size() < 2 && failing.size() < 4)) {
      return null;
    } else {
      nats = score(tallies, window);
    }
    Sample first = bad.getFirst();
    return new Alarm(check, first.service(), slow, nats, first.at(), bad);
  }

  /** With one to three vantages, three failed runs in a row from each that fails must do. */
  private static double fewEyes(Map<String, Tally> tallies, List<Sample> recent, boolean slow) {
    if (slow) {
      return 0;
    }
    double nats = 0;
    for (String vantage : tallies.keySet()) {
      int row = 0;
      for (int i = recent.size() - 1; i >= 0; i--) {
        Sample sample = recent.get(i);
        if (sample.vantage().equals(vantage)) {
          if (!sample.failed()) {
            break;
          }
          row++;
        }
      }
      nats += row >= FEW_EYES_RUNS ? 40 : 0;
    }
    return nats;
  }

  private double score(Map<String, Tally> tallies, long window) {
    double best = 0;
    double networkCap = NETWORK_CAP_PER_MINUTE * window / 60_000;
    for (double strength : STRENGTHS) {
      TreeMap<String, Double> networks = new TreeMap<>();
      TreeMap<String, Double> continents = new TreeMap<>();
      double all = 0;
      for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
        Tally tally = entry.getValue();
        double nats =
            tally.bad * StrictMath.log(strength / tally.rate)
                + (tally.runs - tally.bad)
                    * StrictMath.log((1 - strength) / (1 - Math.min(tally.rate, strength)));
        nats = Math.max(-VANTAGE_CAP, Math.min(VANTAGE_CAP, nats));
        networks.merge(catalogue.network(entry.getKey()), nats, Double::sum);
        continents.merge(continent(entry.getKey()), nats, Double::sum);
        all += nats;
      }
      double byNetwork = 0;
      for (double nats : networks.values()) {
        byNetwork += Math.max(0, Math.min(networkCap, nats) - NAMING_PRICE);
      }
      double byContinent = 0;
      for (double nats : continents.values()) {
        byContinent += Math.max(0, nats - NAMING_PRICE);
      }
      best = Math.max(best, Math.max(all, Math.max(byNetwork, byContinent)));
    }
    return best;
  }

  private String continent(String vantage) {
    Vantage known = catalogue.vantage(vantage);
    return known == null || known.continent() == null ? "" : known.continent();
  }
}
