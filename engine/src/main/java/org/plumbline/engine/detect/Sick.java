package org.plumbline.engine.detect;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which vantages fail on unrelated services at once, alone in their access network: their failures
 * are about themselves. When many do at the same time it is no vantage's own fault, and none is
 * called sick.
 */
public final class Sick implements Serializable {
  private static final long WINDOW_MILLIS = 150_000;
  private static final int SERVICES_MIN = 3;
  private static final int RUNS_MIN = 3;
  private static final double FAILING_SHARE = 0.5;
  private static final double EVERYBODY = 0.3;
  private static final int MATES_MIN = 2;

  private final Memory memory;
  private final Health health;
  private final Catalogue catalogue;

  public Sick(Memory memory, Health health, Catalogue catalogue) {
    this.memory = memory;
    this.health = health;
    this.catalogue = catalogue;
  }

  private static final class Count {
    int runs;
    int bad;
    final Set<String> badServices = new TreeSet<>();
    final Set<String> services = new TreeSet<>();
  }

  /** The vantages whose failures of the last minutes are their own. */
  public Set<String> at(long now) {
    Map<String, Count> counts = new HashMap<>();
    for (String check : memory.checks()) {
      memory.visit(
          check,
          now - WINDOW_MILLIS,
          now,
          sample -> {
            if (sample.votes() && sample.counted()) {
              Count count = counts.computeIfAbsent(sample.vantage(), key -> new Count());
              count.runs++;
              count.services.add(sample.service());
              if (sample.failed()) {
                count.bad++;
                count.badServices.add(sample.service());
              }
            }
          });
    }
    TreeMap<String, TreeSet<String>> byNetwork = new TreeMap<>();
    int bad = 0;
    for (Map.Entry<String, Count> entry : counts.entrySet()) {
      Count count = entry.getValue();
      int needed = Math.min(SERVICES_MIN, count.services.size());
      boolean across =
          count.runs >= RUNS_MIN
              && needed >= 2
              && count.badServices.size() >= needed
              && count.bad >= FAILING_SHARE * count.runs;
      boolean anchorless = health.anchors(entry.getKey(), 3) < 0.7;
      if (across || anchorless || health.lied(entry.getKey())) {
        bad++;
        byNetwork
            .computeIfAbsent(catalogue.network(entry.getKey()), key -> new TreeSet<>())
            .add(entry.getKey());
      }
    }
    TreeSet<String> sick = new TreeSet<>();
    if (bad <= EVERYBODY * counts.size() || counts.size() <= 3) {
      byNetwork.values().stream()
          .filter(mates -> mates.size() <= MATES_MIN - 1 || !together(mates))
          .forEach(sick::addAll);
    }
    return sick;
  }

  /** Whether the sick of a network are most of those who measure from it. */
  private boolean together(Set<String> mates) {
    String network = catalogue.network(mates.iterator().next());
    long all =
        catalogue.vantages().stream()
            .filter(vantage -> catalogue.network(vantage.id()).equals(network))
            .count();
    return mates.size() * 2L > all;
  }
}
