package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** The routing system: prefixes withdrawn by their owner, or announced by somebody else. */
final class Announcements implements Family {
  private static final int PEERS_MIN = 3;
  private static final int LEAK_PEERS_MIN = 6;

  @Override
  public List<Hypothesis> propose(Scene scene) {
    List<Hypothesis> found = new ArrayList<>();
    Routes.Changes changes = scene.routes;
    TreeMap<Long, TreeSet<String>> withdrawn = new TreeMap<>();
    int peers = 0;
    for (var entry : changes.withdrawn.entrySet()) {
      if (entry.getValue().size() >= PEERS_MIN) {
        Long origin = changes.originOf.get(entry.getKey());
        withdrawn
            .computeIfAbsent(origin == null ? 0 : origin, key -> new TreeSet<>())
            .add(entry.getKey());
        peers = Math.max(peers, entry.getValue().size());
      }
    }
    boolean invalid = changes.invalid.size() >= PEERS_MIN;
    for (var entry : withdrawn.entrySet()) {
      found.add(withdrawal(scene, entry.getKey(), entry.getValue(), peers, invalid));
    }
    for (var entry : changes.newOrigins.entrySet()) {
      if (entry.getValue().size() >= PEERS_MIN) {
        found.add(
            taken(
                entry.getKey(),
                changes.prefixesOf.getOrDefault(entry.getKey(), new TreeSet<>()),
                entry.getValue().size(),
                true));
      }
    }
    for (var entry : changes.newTransits.entrySet()) {
      if (entry.getValue().size() >= LEAK_PEERS_MIN
          && !changes.newOrigins.containsKey(entry.getKey())) {
        found.add(
            taken(
                entry.getKey(),
                changes.prefixesOf.getOrDefault(entry.getKey(), new TreeSet<>()),
                entry.getValue().size(),
                false));
      }
    }
    return found;
  }

  private static Hypothesis withdrawal(
      Scene scene, long origin, Set<String> prefixes, int peers, boolean invalid) {
    return new Hypothesis(
        invalid ? Category.BGP_RPKI_INVALID : Category.BGP_OWN_WITHDRAWAL,
        Layer.BGP,
        new Entity(Entity.Kind.ASN, String.valueOf(origin)),
        -8,
        Cell::focus,
        paths(),
        false,
        points(
            scene,
            origin,
            new Point(
                Words.list(prefixes) + " were withdrawn, seen by " + Words.count(peers, "peer"),
                Math.min(18, 6 + peers),
                List.of(),
                peers,
                peers)),
        "AS"
            + origin
            + " no longer announces the way to "
            + (prefixes.size() == 1
                ? prefixes.iterator().next()
                : Words.count(prefixes.size(), "prefix").replace("prefixs", "prefixes")),
        "The routes to " + Words.list(prefixes) + " were withdrawn when the failures began.");
  }

  private static Hypothesis taken(long by, Set<String> prefixes, int peers, boolean origin) {
    return new Hypothesis(
        Category.BGP_HIJACK_OR_LEAK,
        Layer.BGP,
        new Entity(Entity.Kind.ASN, String.valueOf(by)),
        -9,
        Cell::focus,
        cell -> {
          double path = paths().applyAsDouble(cell);
          return cell.symptom() != null && cell.like().strange() ? 0.3 : path;
        },
        false,
        List.of(
            new Point(
                "AS"
                    + by
                    + (origin ? " began to announce " : " appeared on the way to ")
                    + Words.list(prefixes)
                    + ", seen by "
                    + Words.count(peers, "peer"),
                Math.min(20, (origin ? 10 : 7) + peers),
                List.of(),
                peers,
                peers)),
        "AS"
            + by
            + (origin ? " announces prefixes that are not its own" : " drew the traffic to itself"),
        "The routes to "
            + Words.list(prefixes)
            + " lead to AS"
            + by
            + " since the failures began.");
  }

  private static List<Point> points(Scene scene, long network, Point route) {
    List<Point> points = new ArrayList<>(SilentServers.within(scene, Set.of(network)));
    points.add(route);
    return points;
  }

  private static java.util.function.ToDoubleFunction<Cell> paths() {
    return Shows.nothing()
        .with(Layer.TCP, Code.TIMEOUT, 0.4)
        .with(Layer.IP, 0.2)
        .with(Layer.DNS, Code.SERVFAIL, 0.6)
        .with(Layer.DNS, Code.TIMEOUT, 0.3)
        .with(Layer.LATENCY, Code.SLOW, 0.15)
        .with(Layer.TLS, Code.TIMEOUT, 0.05)
        .with(Layer.HTTP, Code.TIMEOUT, 0.05)
        .build();
  }
}
