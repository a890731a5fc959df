package org.plumbline.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Incident;
import org.plumbline.net.Deadline;
import org.plumbline.net.Fanout;
import org.plumbline.store.Deliveries;
import org.plumbline.store.Incidents;
import org.plumbline.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due on one channel, one after the other. What came of a try is kept before the
 * next; a try of which nothing was kept, because the process died, is made again under the same id.
 */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** Longest time of one try; Standard Webhooks recommends 15 to 30 s. */
  private static final Duration TRY_MAX = Duration.ofSeconds(20);

  private static final int BATCH_DELIVERIES_MAX = 100;

  private final Channel channel;
  private final Deliveries deliveries;
  private final Incidents incidents;
  private final RetrySchedule schedule;
  private final InstantSource clock;

  /** Until when the receiver asked us to stay away. */
  private Instant awayUntil = Instant.EPOCH;

  /** Why nothing is sent here any more; a restart tries again, since the receiver may be mended. */
  private @Nullable String gone;

  Courier(Channel channel, Store store, RetrySchedule schedule, InstantSource clock) {
    this.channel = channel;
    this.deliveries = store.deliveries();
    this.incidents = store.incidents();
    this.schedule = schedule;
    this.clock = clock;
  }

  String channel() {
    return channel.id();
  }

  /** Tries what is due now, once each. */
  void deliverDue() {
    for (Deliveries.Delivery delivery :
        deliveries.due(channel.id(), clock.instant(), BATCH_DELIVERIES_MAX)) {
      if (Thread.currentThread().isInterrupted() || clock.instant().isBefore(awayUntil)) {
        return;
      }
      Optional<Sent> sent = gone == null ? attempt(delivery) : Optional.of(new Sent.Gone(gone));
      sent.ifPresent(it -> keep(delivery, it));
    }
  }

  /** Empty when we were stopped in the middle: then nobody knows how it ended. */
  private Optional<Sent> attempt(Deliveries.Delivery delivery) {
    Optional<Message> message = message(delivery);
    if (message.isEmpty()) {
      return Optional.of(new Sent.Refused("the incident is not kept any more"));
    }
    try {
      Deadline deadline = Deadline.after(TRY_MAX);
      List<Sent> results =
          Fanout.all(
              List.of(() -> channel.send(message.get(), delivery.to().recipient(), deadline)),
              deadline);
      if (Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      return Optional.of(
          results.isEmpty()
              ? new Sent.Later("no end within " + TRY_MAX.toSeconds() + " s")
              : results.getFirst());
    } catch (RuntimeException e) {
      LOG.error("sending on channel {} failed by a fault of ours", channel.id(), e);
      return Optional.of(new Sent.Later("a fault of ours; the log says which"));
    }
  }

  private Optional<Message> message(Deliveries.Delivery delivery) {
    List<Incident> history = incidents.history(delivery.incident());
    int first =
        deliveries
            .told(delivery.incident(), channel.id())
            .map(Deliveries.Told::first)
            .orElse(delivery.version());
    return Planner.version(history, delivery.version())
        .flatMap(now -> Planner.version(history, first).map(it -> new Message(now, it)));
  }

  private void keep(Deliveries.Delivery delivery, Sent sent) {
    int attempts = delivery.attempts() + 1;
    switch (sent) {
      case Sent.Accepted() ->
          update(delivery, Deliveries.State.DELIVERED, attempts, delivery.due(), null);
      case Sent.Later(String problem, Duration asked) -> {
        if (asked != null && asked.isPositive()) {
          awayUntil = clock.instant().plus(RetrySchedule.bounded(asked));
        }
        Optional<Duration> wait = schedule.after(attempts, asked);
        if (wait.isEmpty()) {
          giveUp(delivery, attempts, problem + "; tried " + attempts + " times");
          return;
        }
        LOG.warn(
            "channel {}: not delivered, tried again in {}: {}", channel.id(), wait.get(), problem);
        Instant due = clock.instant().plus(wait.get());
        update(delivery, Deliveries.State.WAITING, attempts, due, problem);
      }
      case Sent.Refused(String problem) -> giveUp(delivery, attempts, problem);
      case Sent.Gone(String problem) -> {
        int tried = gone == null ? attempts : delivery.attempts();
        gone = problem;
        giveUp(delivery, tried, problem);
      }
    }
  }

  private void giveUp(Deliveries.Delivery delivery, int attempts, String problem) {
    LOG.warn(
        "channel {}: incident {} version {} is given up: {}",
        channel.id(),
        delivery.incident(),
        delivery.version(),
        problem);
    update(delivery, Deliveries.State.GIVEN_UP, attempts, delivery.due(), problem);
  }

  private void update(
      Deliveries.Delivery delivery,
      Deliveries.State state,
      int attempts,
      Instant due,
      @Nullable String problem) {
    deliveries.update(
        new Deliveries.Delivery(
            delivery.number(),
            delivery.incident(),
            delivery.version(),
            delivery.to(),
            state,
            attempts,
            delivery.plannedAt(),
            due,
            problem));
  }
}
