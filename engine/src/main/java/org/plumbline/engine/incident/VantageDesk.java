package org.plumbline.engine.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.engine.detect.Health;
import org.plumbline.engine.diagnose.VantageFaults;
import org.plumbline.model.Incident;
import org.plumbline.model.Severity;
import org.plumbline.model.Vantage;

/** Faults of vantages themselves: incidents that name no service. */
final class VantageDesk {
  private static final long SICK_MILLIS = 6 * 60_000;
  private static final long WELL_MILLIS = 5 * 60_000;

  private final Catalogue catalogue;
  private final Health health;
  private final TreeMap<String, Long> sickSince = new TreeMap<>();
  private final TreeMap<String, Open> open = new TreeMap<>();

  private static final class Open {
    Incident told;
    long wellSince = Long.MAX_VALUE;

    Open(Incident told) {
      this.told = told;
    }
  }

  VantageDesk(Catalogue catalogue, Health health) {
    this.catalogue = catalogue;
    this.health = health;
  }

  /**
   * What there is to say about vantages.
   *
   * @param sick vantages that fail on unrelated services alone
   * @param excused vantages whose trouble an incident explains
   */
  List<Incident> tick(long now, Instant newest, Set<String> sick, Set<String> excused) {
    List<Incident> told = new ArrayList<>();
    sickSince.keySet().retainAll(sick);
    sick.forEach(vantage -> sickSince.putIfAbsent(vantage, now));
    for (Vantage vantage : catalogue.vantages()) {
      String id = vantage.id();
      Health.Fault fault = health.fault(id);
      boolean unwell = sickSince.containsKey(id) && now - sickSince.get(id) >= SICK_MILLIS;
      if (!open.containsKey(id) && !excused.contains(id) && (fault != null || unwell)) {
        Incident incident = opened(id, fault, sickSince.getOrDefault(id, now), newest);
        open.put(id, new Open(incident));
        told.add(incident);
      }
    }
    for (Map.Entry<String, Open> entry : open.entrySet()) {
      Open story = entry.getValue();
      boolean well = health.well(entry.getKey()) && !sick.contains(entry.getKey());
      story.wellSince = well ? Math.min(story.wellSince, now) : Long.MAX_VALUE;
    }
    List<String> over = new ArrayList<>();
    open.forEach((id, story) -> {
      if (story.wellSince != Long.MAX_VALUE && now - story.wellSince >= WELL_MILLIS) {
        over.add(id);
        told.add(resolved(story.told, Instant.ofEpochMilli(story.wellSince), newest));
      }
    });
    over.forEach(open::remove);
    return told;
  }

  private static Incident opened(
      String vantage,
      Health.@org.jspecify.annotations.Nullable Fault fault,
      long since,
      Instant newest) {
    Instant start = Instant.ofEpochMilli(since);
    VantageFaults.Told told = VantageFaults.tell(vantage, fault, start);
    return new Incident(
        Ids.of("vantage " + vantage, start.toString()),
        1,
        Incident.State.OPEN,
        newest,
        start,
        newest,
        null,
        told.title(),
        told.summary(),
        List.of(),
        List.of(),
        List.of(told.cause()),
        List.of(),
        new Incident.Scope(Map.of(), List.of(vantage), List.of()),
        Severity.DEGRADED,
        false,
        false,
        new Incident.View(1, 1),
        List.of(),
        null,
        null,
        List.of(new Incident.Moment(start, told.title())),
        null);
  }

  private static Incident resolved(Incident last, Instant end, Instant newest) {
    List<Incident.Moment> timeline = new ArrayList<>(last.timeline());
    timeline.add(new Incident.Moment(end, "well again"));
    return new Incident(
        last.id(),
        last.version() + 1,
        Incident.State.RESOLVED,
        newest,
        last.startedAt(),
        last.openedAt(),
        end,
        last.title(),
        last.summary(),
        last.services(),
        last.symptoms(),
        last.causes(),
        last.alternatives(),
        last.scope(),
        last.severity(),
        last.confirmed(),
        last.backfill(),
        last.view(),
        last.changes(),
        last.settles(),
        last.expectedRecovery(),
        timeline,
        null);
  }
}
