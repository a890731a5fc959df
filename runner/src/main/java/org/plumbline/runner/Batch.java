package org.plumbline.runner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.engine.incident.Emission;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.model.Tick;
import org.plumbline.model.Working;
import org.plumbline.store.Incidents;
import org.plumbline.store.Judged;

/** What was said of the entries since the last commit. */
final class Batch {
  private final Incidents standing;
  private final TreeMap<String, Integer> versions = new TreeMap<>();
  private final List<Incident> incidents = new ArrayList<>();
  private final List<FollowUp> requests = new ArrayList<>();
  private final Map<String, List<Working>> works = new TreeMap<>();
  private Instant until = Instant.EPOCH;
  private boolean due;

  /**
   * @param standing what is committed
   */
  Batch(Incidents standing) {
    this.standing = standing;
  }

  void add(Logged logged, Emission said) {
    said.incidents().forEach(incident -> incidents.add(rising(incident)));
    requests.addAll(said.requests());
    works.putAll(said.works());
    until = logged.receivedAt();
    due |=
        logged.entry() instanceof Tick
            || !said.incidents().isEmpty()
            || !said.requests().isEmpty()
            || !said.works().isEmpty();
  }

  /**
   * An incident under a version above the one that stands. A judge of another build, which read the
   * log again, may have counted fewer.
   */
  private Incident rising(Incident incident) {
    int before =
        versions.computeIfAbsent(
            incident.id(), id -> standing.newest(id).map(Incident::version).orElse(0));
    Incident risen = incident.version() > before ? incident : incident.withVersion(before + 1);
    versions.put(risen.id(), risen.version());
    return risen;
  }

  /**
   * Whether it is worth a commit: something was said, or a tick passed. Entries between ticks of
   * which nothing was said are judged again after a crash, to the same end.
   */
  boolean isDue() {
    return due;
  }

  Judged judged(long cursor) {
    List<Judged.Alert> alerts =
        incidents.stream()
            .filter(Alerting::alerts)
            .map(incident -> new Judged.Alert(incident.id(), incident.version()))
            .toList();
    return new Judged(cursor, until, incidents, alerts, requests, works);
  }
}
