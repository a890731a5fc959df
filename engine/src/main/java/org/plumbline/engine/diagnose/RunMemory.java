package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Entry;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;

/**
 * What a recording says of everybody, so that each run in it can be held against the others. Filled
 * once with the whole recording, then asked.
 */
public final class RunMemory {
  /** Most measurements kept a check; of more the oldest are forgotten. */
  private static final int TRIALS_MAX = 200_000;

  private static final long MINUTE_MILLIS = 60_000;

  /** Most route records kept. */
  private static final int ROUTES_MAX = 200_000;

  private final Map<String, Service> services = new TreeMap<>();
  private final Map<String, Check> checks = new TreeMap<>();
  private final Map<String, Vantage> vantages = new TreeMap<>();
  private final Map<String, ArrayList<RunTrial>> byCheck = new TreeMap<>();
  private final TreeMap<Long, ArrayList<RunTrial>> byMinute = new TreeMap<>();
  private final Map<String, List<Named>> delegations = new TreeMap<>();
  private final ArrayList<Route> routes = new ArrayList<>();
  private final Map<String, ArrayList<Heartbeat>> heartbeats = new HashMap<>();

  /** The name servers that parents named for a zone, at a time. */
  record Named(long atMillis, Set<String> nameservers) {}

  /** Takes one entry of the recording. */
  public void take(Entry entry) {
    switch (entry) {
      case Service service -> {
        services.put(service.id(), service);
        service.checks().forEach(check -> checks.put(check.id(), check));
      }
      case Vantage vantage -> vantages.put(vantage.id(), vantage);
      case Measurement measurement -> take(measurement);
      case Route route -> keep(routes, route, ROUTES_MAX);
      case Heartbeat beat ->
          keep(
              heartbeats.computeIfAbsent(beat.vantage(), key -> new ArrayList<>()),
              beat,
              TRIALS_MAX);
      case Gap gap -> {}
      case Tick tick -> {}
    }
  }

  private void take(Measurement measurement) {
    Vantage vantage = vantages.get(measurement.vantage());
    RunTrial trial =
        RunTrial.of(measurement, checks.get(measurement.check()), resolverPrefix(vantage));
    keep(byCheck.computeIfAbsent(trial.check(), key -> new ArrayList<>()), trial, TRIALS_MAX);
    keep(
        byMinute.computeIfAbsent(trial.atMillis() / MINUTE_MILLIS, key -> new ArrayList<>()),
        trial,
        TRIALS_MAX);
    TreeMap<String, TreeSet<String>> named = new TreeMap<>();
    for (Observation step : measurement.observations()) {
      if (step instanceof Observation.Delegation parent && !parent.nameservers().isEmpty()) {
        named.computeIfAbsent(parent.zone(), key -> new TreeSet<>()).addAll(parent.nameservers());
      }
    }
    named.forEach((zone, servers) ->
        keep(
            delegations.computeIfAbsent(zone, key -> new ArrayList<>()),
            new Named(trial.atMillis(), servers),
            TRIALS_MAX));
  }

  /** A home router's address is its vantage's own; other resolvers are shared. */
  private static String resolverPrefix(@Nullable Vantage vantage) {
    return vantage == null || vantage.isp() == null ? "" : vantage.isp() + " ";
  }

  private static <T> void keep(List<T> kept, T one, int most) {
    if (kept.size() >= most) {
      kept.subList(0, most / 10).clear();
    }
    kept.add(one);
  }

  /** A run with what the recording knows of its check and vantage. */
  public RunFacts facts(List<Measurement> run) {
    Measurement first = run.getFirst();
    return new RunFacts(
        run,
        services.get(first.service()),
        checks.get(first.check()),
        vantages.get(first.vantage()));
  }

  /** What others saw at about the time of a run. */
  public Controls about(RunFacts run) {
    return new RunContrast(this, run).controls();
  }

  List<RunTrial> ofCheck(String check) {
    return byCheck.getOrDefault(check, new ArrayList<>());
  }

  /** What anybody measured between two times, the minutes of both included. */
  List<RunTrial> between(long fromMillis, long toMillis) {
    List<RunTrial> found = new ArrayList<>();
    byMinute
        .subMap(fromMillis / MINUTE_MILLIS, true, toMillis / MINUTE_MILLIS, true)
        .values()
        .forEach(found::addAll);
    return found;
  }

  @Nullable Vantage vantage(String id) {
    return vantages.get(id);
  }

  Map<String, List<Named>> delegations() {
    return delegations;
  }

  List<Route> routes() {
    return routes;
  }

  List<Heartbeat> heartbeats(String vantage) {
    return heartbeats.getOrDefault(vantage, new ArrayList<>());
  }
}
