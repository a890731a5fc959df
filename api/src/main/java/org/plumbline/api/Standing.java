package org.plumbline.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Check;
import org.plumbline.model.Entity;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.model.Service;
import org.plumbline.model.Severity;
import org.plumbline.model.Vantage;
import org.plumbline.store.Directory;
import org.plumbline.store.Incidents;
import org.plumbline.store.Measurements;

/** How services and vantages are at one moment. */
final class Standing {
  /** Silence is no health: after this long without a heartbeat a vantage is silent. */
  static final Duration HEARTBEAT_MAX_AGE = Duration.ofMinutes(3);

  /** Intervals of a service's slowest check without any run, after which its state is unknown. */
  private static final int INTERVALS_MISSED_MAX = 3;

  /** Incidents that are looked at. */
  private static final int INCIDENTS_MAX = 1_000;

  /** What a vantage is good for. */
  enum VantageState {
    HEALTHY,
    /** Its own fault hides the world from it. */
    BLIND,
    SILENT
  }

  private final Directory directory;
  private final Measurements measurements;
  private final Instant now;
  private final List<Incident> incidents;
  private final Map<String, Logged> heartbeats = new HashMap<>();
  private final List<Vantage> vantages;
  private final boolean anyHealthy;

  Standing(
      Directory directory, Measurements measurements, Incidents incidents, InstantSource clock) {
    this.directory = directory;
    this.measurements = measurements;
    this.now = clock.instant();
    this.incidents =
        incidents
            .find(
                new Incidents.Filter(
                    Set.of(Incident.State.OPEN, Incident.State.RECOVERING), null, null),
                Incidents.NEWEST,
                INCIDENTS_MAX)
            .incidents();
    for (Logged logged : directory.heartbeats()) {
      if (logged.entry() instanceof Heartbeat heartbeat) {
        heartbeats.put(heartbeat.vantage(), logged);
      }
    }
    this.vantages = directory.vantages();
    this.anyHealthy = vantages.stream().anyMatch(it -> state(it) == VantageState.HEALTHY);
  }

  Instant now() {
    return now;
  }

  List<Vantage> vantages() {
    return vantages;
  }

  List<Service> services() {
    return directory.services();
  }

  long openIncidents() {
    return open().size();
  }

  List<Incident> open() {
    return incidents.stream().filter(it -> it.state() == Incident.State.OPEN).toList();
  }

  long vantagesHealthy() {
    return vantages.stream().filter(it -> state(it) == VantageState.HEALTHY).count();
  }

  Stream<Logged> lastHeartbeat(Vantage vantage) {
    return Stream.ofNullable(heartbeats.get(vantage.id()));
  }

  VantageState state(Vantage vantage) {
    if (incidents.stream().anyMatch(incident -> blames(incident, vantage.id()))) {
      return VantageState.BLIND;
    }
    Logged newest = heartbeats.get(vantage.id());
    if (newest == null || newest.receivedAt().isBefore(now.minus(HEARTBEAT_MAX_AGE))) {
      return VantageState.SILENT;
    }
    Heartbeat.Tally anchors = ((Heartbeat) newest.entry()).anchors();
    return anchors != null && anchors.tried() > 0 && anchors.ok() == 0
        ? VantageState.BLIND
        : VantageState.HEALTHY;
  }

  private static boolean blames(Incident incident, String vantage) {
    if (incident.causes().isEmpty()) {
      return false;
    }
    Cause first = incident.causes().getFirst();
    return first.category() == Category.VANTAGE_FAULT
        && new Entity(Entity.Kind.VANTAGE, vantage).equals(first.entity());
  }

  /** The word of a service's state, as the data formats have it. */
  String state(Service service) {
    List<Incident> named =
        incidents.stream().filter(it -> it.services().contains(service.id())).toList();
    if (!named.isEmpty()) {
      return named.stream()
          .flatMap(incident -> Stream.ofNullable(incident.severity()))
          .max(Comparator.naturalOrder())
          .map(Severity::word)
          .orElse("undetermined");
    }
    if (!anyHealthy) {
      return vantages.isEmpty() ? "undetermined" : "blind";
    }
    return measuredLately(service) ? "healthy" : "undetermined";
  }

  /** How long a run of a service says how it is. */
  static Duration fresh(Service service) {
    return service.checks().stream()
        .map(Check::interval)
        .max(Comparator.naturalOrder())
        .map(interval -> interval.multipliedBy(INTERVALS_MISSED_MAX))
        .filter(it -> it.compareTo(HEARTBEAT_MAX_AGE) > 0)
        .orElse(HEARTBEAT_MAX_AGE);
  }

  private boolean measuredLately(Service service) {
    Measurements.Filter lately =
        new Measurements.Filter(service.id(), null, now.minus(fresh(service)));
    return !measurements.find(lately, Measurements.NEWEST, 1).measurements().isEmpty();
  }
}
