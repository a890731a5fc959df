package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.diagnose.Controls.Crowd;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Route;
import org.plumbline.model.Vantage;

/** Picks the controls of one run out of what is remembered. */
final class RunContrast {
  private static final long BEFORE_MILLIS = 4 * 60_000;
  private static final long AFTER_MILLIS = 3 * 60_000;
  private static final long ROUTES_BEFORE_MILLIS = 2 * 60 * 60_000;

  /** What was named in the first while of all that is known is what stood before a fault. */
  private static final long SETTLED_MILLIS = 10 * 60_000;

  private static final double MOSTLY = 0.5;

  private final RunMemory memory;
  private final RunFacts run;
  private final String self;
  private final @Nullable Vantage vantage;
  private final long at;
  private final List<RunTrial> near;
  private final List<RunTrial> others;

  RunContrast(RunMemory memory, RunFacts run) {
    this.memory = memory;
    this.run = run;
    this.self = run.first().vantage();
    this.vantage = run.vantage();
    this.at = run.first().at().toEpochMilli();
    this.near =
        memory.between(at - BEFORE_MILLIS, at + AFTER_MILLIS).stream()
            .filter(trial -> !trial.skipped() && now(trial))
            .toList();
    this.others =
        near.stream()
            .filter(
                trial -> trial.check().equals(run.first().check()) && !trial.vantage().equals(self))
            .toList();
  }

  private boolean now(RunTrial trial) {
    return trial.atMillis() >= at - BEFORE_MILLIS && trial.atMillis() <= at + AFTER_MILLIS;
  }

  Controls controls() {
    TreeSet<String> valid = new TreeSet<>();
    TreeSet<String> invalid = new TreeSet<>();
    TreeSet<String> owners = new TreeSet<>();
    TreeMap<String, Set<String>> leaves = new TreeMap<>();
    for (RunTrial trial : memory.ofCheck(run.first().check())) {
      boolean known = trial.atMillis() <= at + AFTER_MILLIS && isNotThisRun(trial);
      for (RunTrial.Shown shown : known ? trial.shown() : List.<RunTrial.Shown>of()) {
        if (shown.valid()) {
          valid.add(shown.address());
          owners.addAll(RunAddresses.ownersOf(shown.address(), shown.asn()));
        } else if (now(trial)) {
          invalid.add(shown.address());
        }
        String leaf = shown.leaf();
        if (leaf != null && !trial.vantage().equals(self) && now(trial)) {
          leaves.computeIfAbsent(shown.address(), key -> new TreeSet<>()).add(leaf);
        }
      }
    }
    invalid.removeAll(valid);
    return new Controls(
        valid,
        invalid,
        owners,
        leaves,
        crowd(others, trial -> true, RunTrial::vantage),
        crowd(others, trial -> like(trial, Vantage::isp), RunTrial::vantage),
        crowd(others, trial -> like(trial, Vantage::country), RunTrial::vantage),
        crowd(
            near,
            trial -> trial.vantage().equals(self) && !trial.service().equals(run.first().service()),
            RunTrial::service),
        neighbours(),
        resolverUsers(),
        delegations(),
        servers(),
        routes(),
        anchors());
  }

  private boolean isNotThisRun(RunTrial trial) {
    return !trial.vantage().equals(self) || trial.atMillis() < at;
  }

  private boolean like(RunTrial trial, Function<Vantage, @Nullable String> attribute) {
    Vantage other = memory.vantage(trial.vantage());
    String own = vantage == null ? null : attribute.apply(vantage);
    return own != null && other != null && own.equals(attribute.apply(other));
  }

  /** One vote a group: failing when most of its runs in the window do. */
  private Crowd crowd(
      List<RunTrial> trials, Predicate<RunTrial> which, Function<RunTrial, String> group) {
    TreeMap<String, int[]> votes = new TreeMap<>();
    for (RunTrial trial : trials) {
      if (which.test(trial)) {
        int[] vote = votes.computeIfAbsent(group.apply(trial), key -> new int[2]);
        vote[trial.failed() == null ? 0 : 1]++;
      }
    }
    int failing = 0;
    for (int[] vote : votes.values()) {
      failing += vote[1] >= MOSTLY * (vote[0] + vote[1]) ? 1 : 0;
    }
    return new Crowd(votes.size() - failing, failing);
  }

  /** Other services behind the same AS: failing when a third of the runs in the window fail. */
  private Crowd neighbours() {
    Long asn = RunTrial.of(run.first(), run.check(), "").asn();
    if (asn == null) {
      return Crowd.NOBODY;
    }
    TreeMap<String, int[]> votes = new TreeMap<>();
    for (RunTrial trial : near) {
      if (asn.equals(trial.asn()) && !trial.service().equals(run.first().service())) {
        int[] vote = votes.computeIfAbsent(trial.service(), key -> new int[2]);
        vote[trial.failed() == null ? 0 : 1]++;
      }
    }
    int failing = 0;
    for (int[] vote : votes.values()) {
      failing += vote[1] * 3 >= vote[0] + vote[1] ? 1 : 0;
    }
    return new Crowd(votes.size() - failing, failing);
  }

  private Crowd resolverUsers() {
    String prefix = vantage == null || vantage.isp() == null ? "" : vantage.isp() + " ";
    String resolver = RunTrial.of(run.first(), run.check(), prefix).resolver();
    if (resolver == null) {
      return Crowd.NOBODY;
    }
    return crowd(
        near,
        trial ->
            resolver.equals(trial.resolver())
                && !(trial.vantage().equals(self) && trial.check().equals(run.first().check())),
        trial -> trial.vantage() + ' ' + trial.check());
  }

  private Map<String, Set<String>> delegations() {
    TreeMap<String, Set<String>> before = new TreeMap<>();
    memory
        .delegations()
        .forEach((zone, seen) -> {
          TreeSet<String> servers = new TreeSet<>();
          seen.stream()
              .filter(named ->
                  named.atMillis() < at - SETTLED_MILLIS
                      && named.atMillis() < seen.getFirst().atMillis() + SETTLED_MILLIS)
              .forEach(named -> servers.addAll(named.nameservers()));
          if (!servers.isEmpty()) {
            before.put(zone, servers);
          }
        });
    return before;
  }

  private Map<String, Crowd> servers() {
    TreeMap<String, Crowd> crowds = new TreeMap<>();
    for (RunTrial trial : others) {
      trial
          .servers()
          .forEach((server, well) ->
              crowds.merge(
                  server,
                  new Crowd(well ? 1 : 0, well ? 0 : 1),
                  (one, other) ->
                      new Crowd(one.well() + other.well(), one.failing() + other.failing())));
    }
    return crowds;
  }

  private List<Route> routes() {
    List<Route> near = new ArrayList<>();
    for (Route route : memory.routes()) {
      long when = route.at().toEpochMilli();
      if (when >= at - ROUTES_BEFORE_MILLIS && when <= at + AFTER_MILLIS) {
        near.add(route);
      }
    }
    return near;
  }

  private @Nullable Crowd anchors() {
    Heartbeat nearest = null;
    for (Heartbeat beat : memory.heartbeats(self)) {
      long apart = Math.abs(beat.at().toEpochMilli() - at);
      if (beat.anchors() != null
          && apart <= BEFORE_MILLIS
          && (nearest == null || apart < Math.abs(nearest.at().toEpochMilli() - at))) {
        nearest = beat;
      }
    }
    if (nearest == null) {
      return null;
    }
    Heartbeat.Tally tally = Objects.requireNonNull(nearest.anchors());
    return new Crowd(tally.ok(), tally.tried() - tally.ok());
  }
}
