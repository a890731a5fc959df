package org.plumbline.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;

/**
 * Takes away what is older than it is kept, in small steps: measurements with all else of their
 * part of the log, incidents that have ended, and alerts that have.
 *
 * <p>The log goes in its own order, and never so far that a judgement or a restart would miss it,
 * nor what shows why an incident that has not ended was opened. One that does not end therefore
 * holds the log from its beginning on.
 */
public final class Retention {
  /** How long an alert is shown that has arrived or was given up. */
  private static final Duration DELIVERIES_KEPT = Duration.ofDays(90);

  /** What is kept from before an incident: the last healthy runs of those who suffer. */
  private static final Duration KEPT_BEFORE_INCIDENT = Duration.ofHours(1);

  /** Of the log in one step; posts wait meanwhile. */
  private static final int ENTRIES_MAX = 2_000;

  private static final int INCIDENTS_MAX = 50;
  private static final int DELIVERIES_MAX = 1_000;
  private static final Set<Incident.State> ALIVE =
      EnumSet.of(Incident.State.SUSPECTED, Incident.State.OPEN, Incident.State.RECOVERING);

  /**
   * How long things are kept.
   *
   * @param measurements by when they were received
   * @param incidents by their newest version
   */
  public record Periods(Duration measurements, Duration incidents) {
    public static final Periods USUAL = new Periods(Duration.ofDays(30), Duration.ofDays(5 * 365));
  }

  private final Store store;
  private final Periods periods;
  private final LongSupplier restartsFrom;
  private final InstantSource clock;

  /**
   * @param restartsFrom cursor from which a restart reads the log
   */
  public Retention(Store store, Periods periods, LongSupplier restartsFrom, InstantSource clock) {
    this.store = store;
    this.periods = periods;
    this.restartsFrom = restartsFrom;
    this.clock = clock;
  }

  /** Takes one step; true when there may be more to take away at once. */
  public boolean step() {
    Instant now = clock.instant();
    long judged = Math.min(store.truth().cursor(), restartsFrom.getAsLong());
    int entries = store.log().forget(logBefore(now), judged, ENTRIES_MAX);
    int incidents = store.incidents().forget(now.minus(periods.incidents()), INCIDENTS_MAX);
    int deliveries = store.deliveries().forget(now.minus(DELIVERIES_KEPT), DELIVERIES_MAX);
    return entries + incidents + deliveries > 0;
  }

  private Instant logBefore(Instant now) {
    Instant before = now.minus(periods.measurements());
    Incidents.Filter alive = new Incidents.Filter(ALIVE, null, null);
    long page = Incidents.NEWEST;
    do {
      Incidents.Page found = store.incidents().find(alive, page, INCIDENTS_MAX);
      for (Incident incident : found.incidents()) {
        before = earlier(before, needs(incident, before));
      }
      page = found.next();
    } while (page != 0);
    return before;
  }

  /** The first moment of the log that an incident needs; {@code otherwise} when that is later. */
  private Instant needs(Incident incident, Instant otherwise) {
    Instant first = earlier(otherwise, incident.startedAt().minus(KEPT_BEFORE_INCIDENT));
    return Stream.concat(incident.causes().stream(), incident.alternatives().stream())
        .flatMap(cause -> cause.evidence().stream())
        .flatMap(evidence -> evidence.measurements().stream())
        .distinct()
        .flatMap(id -> store.measurements().byId(id).stream())
        .map(Logged::receivedAt)
        .reduce(first, Retention::earlier);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
