package org.plumbline.alert;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.Incident;
import org.plumbline.store.Deliveries;
import org.plumbline.store.Incidents;
import org.plumbline.store.Outbox;
import org.plumbline.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who hears of each version in the outbox. */
final class Planner {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
  private static final int BATCH_ROWS_MAX = 100;

  private final Outbox outbox;
  private final Deliveries deliveries;
  private final Incidents incidents;
  private final List<Channel> channels;
  private final Router router;
  private final InstantSource clock;

  Planner(Store store, List<Channel> channels, Router router, InstantSource clock) {
    this.outbox = store.outbox();
    this.deliveries = store.deliveries();
    this.incidents = store.incidents();
    this.channels = List.copyOf(channels);
    this.router = router;
    this.clock = clock;
  }

  /**
   * Plans a batch of rows behind a number.
   *
   * @return the number of the last row, or {@code after} when there was none
   */
  long plan(long after) {
    long last = after;
    for (Outbox.Row row : outbox.undelivered(after, BATCH_ROWS_MAX)) {
      deliveries.plan(row, destinations(row), clock.instant());
      last = row.number();
    }
    return last;
  }

  private List<Deliveries.Destination> destinations(Outbox.Row row) {
    List<Incident> history = incidents.history(row.incident());
    Optional<Incident> now = version(history, row.version());
    if (now.isEmpty()) {
      LOG.error("alert of a version that is not there: {}", row);
      return List.of();
    }
    List<Deliveries.Destination> destinations = new ArrayList<>();
    for (Channel channel : channels) {
      if (hears(channel.id(), history, now.get())) {
        for (String recipient : channel.recipients()) {
          destinations.add(new Deliveries.Destination(channel.id(), recipient));
        }
      }
    }
    return destinations;
  }

  /**
   * A channel hears of an incident first when a route chooses it while the incident is open, be it
   * late because it got worse; from then on it hears all news to the end, also when no route would
   * choose it any more.
   */
  private boolean hears(String channel, List<Incident> history, Incident now) {
    Optional<Incident> told =
        deliveries.told(now.id(), channel).flatMap(it -> version(history, it.last()));
    return told.map(before -> News.between(before, now))
        .orElseGet(() -> now.state() == Incident.State.OPEN && router.chooses(channel, now));
  }

  static Optional<Incident> version(List<Incident> history, int version) {
    return history.stream().filter(it -> it.version() == version).findFirst();
  }
}
