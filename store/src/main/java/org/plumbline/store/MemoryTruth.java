package org.plumbline.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Incident;
import org.plumbline.model.Working;

/** What was judged, in memory. */
final class MemoryTruth implements Truth, Incidents, FollowUps {
  /** Every version by its number. */
  private final TreeMap<Long, Incident> changes = new TreeMap<>();

  /** Per incident the change that it appeared with, in that order. */
  private final TreeMap<Long, String> appeared = new TreeMap<>();

  private final Map<String, Incident> newest = new HashMap<>();
  private final TreeMap<String, FollowUp> requests = new TreeMap<>();
  private final TreeMap<String, List<Working>> works = new TreeMap<>();
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final MemoryDeliveries deliveries = new MemoryDeliveries(outbox, this::ended);
  private final Signal lastChange = new Signal(0);
  private final Signal version = new Signal(0);
  private long cursor;
  private Instant until = Instant.EPOCH;

  MemoryOutbox outbox() {
    return outbox;
  }

  MemoryDeliveries deliveries() {
    return deliveries;
  }

  @Override
  public synchronized long cursor() {
    return cursor;
  }

  @Override
  public synchronized Instant until() {
    return until;
  }

  @Override
  public synchronized void commit(Judged judged) {
    if (judged.cursor() <= cursor) {
      throw new IllegalArgumentException(
          "judged up to " + judged.cursor() + " again, committed up to " + cursor);
    }
    requireRising(judged.incidents());
    cursor = judged.cursor();
    until = judged.until();
    long number = lastChange.value();
    for (Incident incident : judged.incidents()) {
      changes.put(++number, incident);
      if (newest.put(incident.id(), incident) == null) {
        appeared.put(number, incident.id());
      }
    }
    outbox.add(judged.alerts());
    lastChange.raise(number);
    commitFollowUps(judged);
  }

  private void requireRising(List<Incident> incidents) {
    Map<String, Integer> versions = new HashMap<>();
    for (Incident incident : incidents) {
      Incident before = newest.get(incident.id());
      int standing = versions.getOrDefault(incident.id(), before == null ? 0 : before.version());
      if (incident.version() <= standing) {
        throw new IllegalArgumentException(
            "incident " + incident.id() + " version " + incident.version() + " after " + standing);
      }
      versions.put(incident.id(), incident.version());
    }
  }

  private void commitFollowUps(Judged judged) {
    requests.values().removeIf(request -> request.until().isBefore(judged.until()));
    judged.requests().forEach(request -> requests.put(request.id(), request));
    judged
        .works()
        .forEach((check, addresses) -> {
          if (addresses.isEmpty()) {
            works.remove(check);
          } else {
            works.put(check, addresses);
          }
        });
    if (!judged.requests().isEmpty() || !judged.works().isEmpty()) {
      version.raise(version.value() + 1);
    }
  }

  @Override
  public synchronized Optional<Incident> newest(String id) {
    return Optional.ofNullable(newest.get(id));
  }

  @Override
  public synchronized List<Incident> history(String id) {
    return changes.values().stream().filter(incident -> incident.id().equals(id)).toList();
  }

  @Override
  public synchronized Page find(Filter filter, long before, int limit) {
    List<Incident> found = new ArrayList<>();
    long next = before;
    for (Map.Entry<Long, String> entry :
        appeared.headMap(before, false).descendingMap().entrySet()) {
      Incident incident = newest.get(entry.getValue());
      if (incident != null && matches(filter, incident)) {
        if (found.size() == limit) {
          return new Page(found, next);
        }
        found.add(incident);
      }
      next = entry.getKey();
    }
    return new Page(found, 0);
  }

  private static boolean matches(Filter filter, Incident incident) {
    return (filter.states().isEmpty() || filter.states().contains(incident.state()))
        && (filter.service() == null || incident.services().contains(filter.service()))
        && (filter.since() == null || !incident.emittedAt().isBefore(filter.since()));
  }

  @Override
  public synchronized List<Change> changes(long after, int limit) {
    return changes.tailMap(after, false).entrySet().stream()
        .limit(limit)
        .map(entry -> new Change(entry.getKey(), entry.getValue()))
        .toList();
  }

  private synchronized boolean ended(String id) {
    Incident incident = newest.get(id);
    return incident == null || incident.state().isEnd();
  }

  @Override
  public int forget(Instant before, int limit) {
    List<String> old = takeOld(before, limit);
    old.forEach(deliveries::forget);
    return old.size();
  }

  private synchronized List<String> takeOld(Instant before, int limit) {
    Set<String> kept = new HashSet<>();
    outbox.undelivered(0, Integer.MAX_VALUE).forEach(row -> kept.add(row.incident()));
    if (!changes.isEmpty()) {
      kept.add(changes.lastEntry().getValue().id());
    }
    List<String> old =
        appeared.values().stream()
            .filter(id -> ended(id) && !kept.contains(id) && isBefore(id, before))
            .limit(limit)
            .toList();
    old.forEach(newest::remove);
    appeared.values().removeAll(old);
    changes.values().removeIf(incident -> old.contains(incident.id()));
    return old;
  }

  private boolean isBefore(String id, Instant before) {
    Incident incident = newest.get(id);
    return incident != null && incident.emittedAt().isBefore(before);
  }

  @Override
  public long lastChange() {
    return lastChange.value();
  }

  @Override
  public boolean awaitAfter(long after, Duration timeout) throws InterruptedException {
    return lastChange.awaitAbove(after, timeout);
  }

  @Override
  public synchronized List<FollowUp> requests(Instant now) {
    return requests.values().stream().filter(request -> !request.until().isBefore(now)).toList();
  }

  @Override
  public synchronized Map<String, List<Working>> works() {
    return Map.copyOf(works);
  }

  @Override
  public long version() {
    return version.value();
  }

  @Override
  public boolean awaitVersion(long version, Duration timeout) throws InterruptedException {
    return this.version.awaitAbove(version, timeout);
  }
}
