package org.plumbline.engine.diagnose;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Memory;
import org.plumbline.model.Route;

/** What BGP collectors saw of the prefixes that matter, in a bounded log. */
public final class Routes implements Serializable {
  private static final int EVENTS_KEPT = 50_000;

  private final Deque<Event> events = new ArrayDeque<>();
  private final Map<String, Set<Long>> origins = new HashMap<>();
  private final Map<String, Set<Long>> transits = new HashMap<>();

  /**
   * A route record that changed something.
   *
   * @param newOrigin the origin was never seen for the prefix, nor for one that covers it
   * @param newTransits networks that were never seen on a path to that origin
   */
  record Event(Route route, Prefix prefix, boolean newOrigin, Set<Long> newTransits)
      implements Serializable {
    String peer() {
      return route.collector() + "/" + route.peerAsn();
    }
  }

  /** What changed for some addresses: peers that withdrew, new origins, new transit networks. */
  static final class Changes {
    final TreeMap<String, TreeSet<String>> withdrawn = new TreeMap<>();
    final TreeMap<Long, TreeSet<String>> newOrigins = new TreeMap<>();
    final TreeMap<Long, TreeSet<String>> newTransits = new TreeMap<>();
    final TreeSet<String> invalid = new TreeSet<>();
    final TreeMap<Long, TreeSet<String>> prefixesOf = new TreeMap<>();
    final TreeMap<String, Long> originOf = new TreeMap<>();
  }

  /** Takes a route record. */
  public void accept(Route route) {
    Prefix prefix = Prefix.parse(route.prefix());
    if (prefix == null) {
      return;
    }
    boolean newOrigin = false;
    Set<Long> fresh = new TreeSet<>();
    Long origin = route.originAsn();
    if (!route.type().equals("withdraw") && origin != null) {
      Set<Long> known = origins.computeIfAbsent(route.prefix(), key -> new HashSet<>());
      boolean announced = route.type().equals("announce");
      newOrigin = announced && !known.contains(origin);
      known.add(origin);
      Set<Long> seen =
          transits.computeIfAbsent(route.prefix() + " " + origin, key -> new HashSet<>());
      for (int i = 1; i < route.path().size(); i++) {
        long hop = route.path().get(i);
        if (hop != origin && !seen.contains(hop) && announced) {
          fresh.add(hop);
        }
      }
      seen.addAll(route.path());
    }
    events.addLast(new Event(route, prefix, newOrigin, fresh));
    long newest = route.at().toEpochMilli();
    while (events.size() > EVENTS_KEPT
        || events.peekFirst().route().at().toEpochMilli() < newest - Memory.HORIZON_MILLIS) {
      events.removeFirst();
    }
  }

  /** The changes from {@code from} to {@code to} that touch the addresses (address to origin). */
  Changes touching(Map<String, Long> addresses, long from, long to) {
    List<Prefix> targets = new ArrayList<>();
    List<Long> owners = new ArrayList<>();
    addresses.forEach((address, owner) -> {
      Prefix target = Prefix.parse(address);
      if (target != null) {
        targets.add(target);
        owners.add(owner);
      }
    });
    Changes changes = new Changes();
    Set<Long> usual = new HashSet<>(addresses.values());
    for (Event event : events) {
      long at = event.route().at().toEpochMilli();
      if (at < from || at > to) {
        continue;
      }
      Long owner = owner(event.prefix(), targets, owners);
      if (owner != null) {
        count(changes, event, owner, usual);
      }
    }
    return changes;
  }

  private static void count(Changes changes, Event event, long owner, Set<Long> usual) {
    Route route = event.route();
    if (route.type().equals("withdraw")) {
      changes.withdrawn.computeIfAbsent(route.prefix(), k -> new TreeSet<>()).add(event.peer());
      changes.originOf.put(route.prefix(), owner);
      return;
    }
    Long origin = route.originAsn();
    if (origin == null || !route.type().equals("announce")) {
      return;
    }
    if ("invalid".equals(route.rpki())) {
      changes.invalid.add(event.peer());
    }
    if (owner == 0 ? event.newOrigin() : origin != owner && !usual.contains(origin)) {
      changes.newOrigins.computeIfAbsent(origin, k -> new TreeSet<>()).add(event.peer());
      changes.prefixesOf.computeIfAbsent(origin, k -> new TreeSet<>()).add(route.prefix());
    }
    for (Long hop : event.newTransits()) {
      changes.newTransits.computeIfAbsent(hop, k -> new TreeSet<>()).add(event.peer());
      changes.prefixesOf.computeIfAbsent(hop, k -> new TreeSet<>()).add(route.prefix());
    }
  }

  private static @Nullable Long owner(Prefix prefix, List<Prefix> targets, List<Long> owners) {
    for (int i = 0; i < targets.size(); i++) {
      if (prefix.covers(targets.get(i))) {
        return owners.get(i);
      }
    }
    return null;
  }
}
