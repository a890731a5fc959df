package org.plumbline.engine.incident;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.engine.detect.Health;
import org.plumbline.engine.detect.Memory;
import org.plumbline.engine.detect.OwnFailures;
import org.plumbline.engine.diagnose.VantageFaults;
import org.plumbline.model.Incident;
import org.plumbline.model.Severity;
import org.plumbline.model.Vantage;

/** Faults of vantages themselves: incidents that name no service. */
final class VantageDesk implements Serializable {
  private static final long WELL_MILLIS = 5 * 60_000;

  private final Catalogue catalogue;
  private final Health health;
  private final OwnFailures own;
  private final VantageFaults faults;
  private final TreeMap<String, Open> open = new TreeMap<>();

  private static final class Open implements Serializable {
    Incident told;
    long wellSince = Long.MAX_VALUE;

    Open(Incident told) {
      this.told = told;
    }
  }

  VantageDesk(Catalogue catalogue, Health health, Memory memory) {
    this.catalogue = catalogue;
    this.health = health;
    this.own = new OwnFailures(memory, health, catalogue);
    this.faults = new VantageFaults(memory);
  }

  /**
   * What there is to say about vantages.
   *
   * @param excused vantages whose trouble an incident explains
   */
  List<Incident> tick(long now, Instant newest, Set<String> excused) {
    List<Incident> told = new ArrayList<>();
    own.tick(now);
    Set<String> unwell = own.sure();
    for (Vantage vantage : catalogue.vantages()) {
      String id = vantage.id();
      Health.Found fault = health.fault(id);
      if (!open.containsKey(id)
          && !excused.contains(id)
          && (fault != null || unwell.contains(id))) {
        long since =
            fault == null ? own.since(id, now) : Math.min(fault.since(), own.since(id, now));
        Incident incident = opened(id, fault, since, now, newest);
        open.put(id, new Open(incident));
        told.add(incident);
      }
    }
    for (Map.Entry<String, Open> entry : open.entrySet()) {
      Open story = entry.getValue();
      boolean well = health.well(entry.getKey()) && own.well(entry.getKey());
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

  private Incident opened(
      String vantage, Health.@Nullable Found fault, long since, long now, Instant newest) {
    Instant start = Instant.ofEpochMilli(since);
    VantageFaults.Told told = faults.tell(vantage, fault, since, now);
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
