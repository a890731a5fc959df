package org.plumbline.store;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The deliveries in memory. */
final class MemoryDeliveries implements Deliveries {
  private final TreeMap<Long, Delivery> deliveries = new TreeMap<>();
  private final Signal last = new Signal(0);
  private final MemoryOutbox outbox;
  private final Predicate<String> ended;

  /**
   * @param ended whether the incident of an id has ended, or is not known
   */
  MemoryDeliveries(MemoryOutbox outbox, Predicate<String> ended) {
    this.outbox = outbox;
    this.ended = ended;
  }

  @Override
  public synchronized void plan(Outbox.Row row, List<Destination> destinations, Instant now) {
    if (!outbox.take(row.number())) {
      return;
    }
    long number = last.value();
    for (Destination to : destinations) {
      number++;
      deliveries.put(
          number,
          new Delivery(
              number, row.incident(), row.version(), to, State.WAITING, 0, now, now, null));
    }
    last.raise(number);
  }

  @Override
  public synchronized Optional<Told> told(String incident, String channel) {
    IntSummaryStatistics versions =
        deliveries.values().stream()
            .filter(it -> it.incident().equals(incident) && it.to().channel().equals(channel))
            .mapToInt(Delivery::version)
            .summaryStatistics();
    return versions.getCount() == 0
        ? Optional.empty()
        : Optional.of(new Told(versions.getMin(), versions.getMax()));
  }

  @Override
  public synchronized List<Delivery> due(String channel, Instant now, int limit) {
    return deliveries.values().stream()
        .filter(it -> it.state() == State.WAITING && it.to().channel().equals(channel))
        .filter(it -> !it.due().isAfter(now))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void update(Delivery delivery) {
    deliveries.computeIfPresent(delivery.number(), (number, before) -> changed(before, delivery));
  }

  private static Delivery changed(Delivery before, Delivery to) {
    return new Delivery(
        before.number(),
        before.incident(),
        before.version(),
        before.to(),
        to.state(),
        to.attempts(),
        before.plannedAt(),
        to.due(),
        to.problem());
  }

  @Override
  public synchronized void giveUpOthers(Set<String> channels, String problem) {
    deliveries.replaceAll((number, it) ->
        it.state() == State.WAITING && !channels.contains(it.to().channel())
            ? new Delivery(
                number,
                it.incident(),
                it.version(),
                it.to(),
                State.GIVEN_UP,
                it.attempts(),
                it.plannedAt(),
                it.due(),
                problem)
            : it);
  }

  @Override
  public synchronized List<Delivery> find(Set<State> states, long before, int limit) {
    return deliveries.headMap(before, false).descendingMap().values().stream()
        .filter(it -> states.contains(it.state()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Map<State, Long> tally() {
    return deliveries.values().stream().collect(groupingBy(Delivery::state, counting()));
  }

  @Override
  public synchronized int forget(Instant before, int limit) {
    List<Long> old =
        deliveries.values().stream()
            .filter(it -> it.state() != State.WAITING && it.plannedAt().isBefore(before))
            .filter(it -> ended.test(it.incident()))
            .limit(limit)
            .map(Delivery::number)
            .toList();
    old.forEach(deliveries::remove);
    return old.size();
  }

  /** Takes away all of an incident that is kept no longer. */
  synchronized void forget(String incident) {
    deliveries.values().removeIf(it -> it.incident().equals(incident));
  }

  @Override
  public long last() {
    return last.value();
  }

  @Override
  public boolean awaitAfter(long after, Duration timeout) throws InterruptedException {
    return last.awaitAbove(after, timeout);
  }
}
