package org.plumbline.engine.detect;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How surely a vantage's failures are its own: a Bernoulli CUSUM per vantage, a step a minute, over
 * its heartbeats and its runs of checks that hardly anybody else fails (correlation 6.4). What most
 * vantages of an access network share is not a vantage's own.
 */
public final class OwnFailures implements Serializable {
  private static final long STEP_MILLIS = 60_000;

  /** A step looks at the minute that ended so long ago, for records on their way. */
  private static final long LATE_MILLIS = 30_000;

  /** What others did is looked at over this time. */
  private static final long OTHERS_MILLIS = 180_000;

  private static final int OTHERS_MIN = 3;
  private static final double OTHERS_FAIL_MAX = 0.2;
  private static final double NORMAL = 0.05;
  private static final double AT_FAULT = 0.5;
  private static final double STEP_CAP = 4;
  private static final double SURE_NATS = 16;
  private static final double DOUBT_NATS = 4;
  private static final double NATS_MAX = 20;
  private static final double EVERYBODY = 0.3;

  private final Memory memory;
  private final Health health;
  private final Catalogue catalogue;
  private final TreeMap<String, Double> nats = new TreeMap<>();
  private final TreeMap<String, Long> since = new TreeMap<>();
  private long stepped = Long.MIN_VALUE;

  public OwnFailures(Memory memory, Health health, Catalogue catalogue) {
    this.memory = memory;
    this.health = health;
    this.catalogue = catalogue;
  }

  /** Trials of one vantage in a minute. */
  private static final class Tally implements Serializable {
    int bad;
    int good;
  }

  /** Takes the minutes that have ended until now, milliseconds of the epoch. */
  public void tick(long now) {
    long end = Math.floorDiv(now - LATE_MILLIS, STEP_MILLIS) * STEP_MILLIS;
    if (end <= stepped) {
      return;
    }
    stepped = end;
    TreeMap<String, Tally> tallies = new TreeMap<>();
    for (String check : memory.checks()) {
      runs(check, end, tallies);
    }
    health.beats(
        end - STEP_MILLIS,
        end,
        (vantage, well) -> count(tallies.computeIfAbsent(vantage, key -> new Tally()), well));
    tallies.forEach((vantage, tally) -> {
      double step =
          tally.bad * StrictMath.log(AT_FAULT / NORMAL)
              + tally.good * StrictMath.log((1 - AT_FAULT) / (1 - NORMAL));
      double sum = nats.getOrDefault(vantage, 0.0) + Math.max(-STEP_CAP, Math.min(STEP_CAP, step));
      nats.put(vantage, Math.max(0, Math.min(NATS_MAX, sum)));
      if (sum <= 0) {
        since.remove(vantage);
      } else {
        since.putIfAbsent(vantage, end - STEP_MILLIS);
      }
    });
  }

  private static void count(Tally tally, boolean well) {
    tally.good += well ? 1 : 0;
    tally.bad += well ? 0 : 1;
  }

  /** Counts the runs of a check in the minute, where hardly anybody else fails it. */
  private void runs(String check, long end, Map<String, Tally> tallies) {
    TreeSet<String> measuring = new TreeSet<>();
    TreeSet<String> failing = new TreeSet<>();
    memory.visit(
        check,
        end - OTHERS_MILLIS,
        end,
        sample -> {
          if (sample.votes() && sample.counted()) {
            measuring.add(sample.vantage());
            if (sample.failed()) {
              failing.add(sample.vantage());
            }
          }
        });
    memory.visit(
        check,
        end - STEP_MILLIS,
        end - 1,
        sample -> {
          if (sample.votes() && sample.counted()) {
            int others = measuring.size() - 1;
            int fail = failing.size() - (failing.contains(sample.vantage()) ? 1 : 0);
            if (others >= OTHERS_MIN && fail <= OTHERS_FAIL_MAX * others) {
              count(
                  tallies.computeIfAbsent(sample.vantage(), key -> new Tally()), !sample.failed());
            }
          }
        });
  }

  /** The vantages whose failures are surely their own. */
  public Set<String> sure() {
    TreeSet<String> all = new TreeSet<>();
    TreeMap<String, Integer> mates = new TreeMap<>();
    TreeMap<String, Integer> known = new TreeMap<>();
    nats.forEach((vantage, sum) -> {
      known.merge(catalogue.network(vantage), 1, Integer::sum);
      if (sum >= DOUBT_NATS) {
        mates.merge(catalogue.network(vantage), 1, Integer::sum);
      }
      if (sum >= SURE_NATS) {
        all.add(vantage);
      }
    });
    if (all.size() > EVERYBODY * nats.size()) {
      return Set.of();
    }
    all.removeIf(vantage -> {
      String network = catalogue.network(vantage);
      int doubted = mates.getOrDefault(network, 0);
      return doubted > 1 && doubted * 2 > known.getOrDefault(network, 0);
    });
    return all;
  }

  /** Since when its failures add up: the last zero of its sum; {@code now} when they do not. */
  public long since(String vantage, long now) {
    return since.getOrDefault(vantage, now);
  }

  /** Whether nothing much speaks against a vantage any more. */
  public boolean well(String vantage) {
    return nats.getOrDefault(vantage, 0.0) < DOUBT_NATS;
  }
}
