package org.plumbline.engine.diagnose;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Certificate;
import org.plumbline.model.Check;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;
import org.plumbline.model.Symptom;

/** A run and its controls, read once: what the clues look at. */
final class RunView {
  final RunFacts run;
  final Controls controls;
  final List<RunPath> paths;
  final RunAddresses addresses;
  final RunResolvers resolvers;
  final RunServers servers;
  final RunParents parents;

  /** The path that the client suffered from; null when it suffered none. */
  final @Nullable RunPath suffered;

  RunView(RunFacts run, Controls controls) {
    this.run = run;
    this.controls = controls;
    this.paths = RunPath.all(run);
    this.addresses = new RunAddresses(run, controls);
    this.resolvers = new RunResolvers(run, addresses);
    this.servers = new RunServers(run, addresses, resolvers.aliases());
    this.parents = new RunParents(run);
    RunPath path = suffered(paths);
    this.suffered = path == null && run.fromRoot() ? RunCamps.broken(run) : path;
  }

  /**
   * What a dual-stack client gets: a family that cannot be connected to is made up for by another
   * that reaches the end; one that connects and then fails is not.
   */
  private static @Nullable RunPath suffered(List<RunPath> paths) {
    List<RunPath> broken =
        paths.stream()
            .filter(path -> path.state() == RunPath.State.BROKEN && !path.robotKeptOut())
            .toList();
    boolean reached =
        paths.stream()
            .anyMatch(path -> path.state() == RunPath.State.REACHED || path.robotKeptOut());
    for (RunPath path : broken) {
      if (!reached || path.brokeAboveTransport()) {
        return path;
      }
    }
    return null;
  }

  @Nullable Failure failure() {
    return suffered == null ? null : suffered.failure();
  }

  @Nullable Symptom symptom() {
    Failure failure = failure();
    return failure == null ? null : new Symptom(failure.layer(), failure.code());
  }

  boolean at(Layer layer) {
    Failure failure = failure();
    return failure != null && failure.layer() == layer;
  }

  /** Whether no path of any family was measured to an end, good or bad. */
  boolean nothingMeasured() {
    return paths.stream().allMatch(path -> path.state() == RunPath.State.SKIPPED);
  }

  String host() {
    return run.target();
  }

  Instant at() {
    return run.first().at();
  }

  boolean isDnsCheck() {
    return run.check() != null && run.check().scheme() == Check.Scheme.DNS;
  }

  /** The address that failed, where the failure is above DNS. */
  @Nullable String failedAddress() {
    return suffered == null ? null : suffered.address();
  }

  @Nullable Long failedOwner() {
    String address = failedAddress();
    return address == null ? null : addresses.owner(address);
  }

  /** The owner of the failed address, as answers name it. */
  @Nullable String failedOwnerName() {
    String address = failedAddress();
    for (RunResolvers.Replied reply : resolvers.all()) {
      for (Answer answer : reply.answers()) {
        if (answer.data().equals(address) && answer.owner() != null) {
          return answer.owner();
        }
      }
    }
    return null;
  }

  /** The chain that the failed address showed; empty when there was none. */
  List<Certificate> chain() {
    String address = failedAddress();
    List<Certificate> chain = List.of();
    if (suffered != null) {
      for (Observation step : suffered.steps()) {
        if (step instanceof Observation.Tls tls
            && address != null
            && address.equals(tls.address())) {
          chain = tls.chain();
        }
      }
    }
    return chain;
  }

  /** The HTTP exchange that failed, or that ended the path; null when it came to none. */
  Observation.@Nullable Http http() {
    Observation.Http last = null;
    for (RunPath path : suffered == null ? paths : List.of(suffered)) {
      for (Observation step : path.steps()) {
        if (step instanceof Observation.Http http) {
          last = http;
        }
      }
    }
    return last;
  }

  /** Other addresses than the failed one that were tried from here. */
  Set<String> othersTried() {
    TreeSet<String> tried = new TreeSet<>(addresses.failedHere().keySet());
    tried.addAll(addresses.validHere());
    String failed = failedAddress();
    if (failed != null) {
      tried.remove(failed);
    }
    return tried;
  }

  /** Traceroutes of this run. */
  List<Observation.Traceroute> traces() {
    return run.measurements().stream()
        .flatMap(measurement -> measurement.observations().stream())
        .filter(Observation.Traceroute.class::isInstance)
        .map(Observation.Traceroute.class::cast)
        .toList();
  }

  /** The ids of all measurements of the run. */
  List<String> ids() {
    return run.measurements().stream().map(measurement -> measurement.id()).toList();
  }
}
