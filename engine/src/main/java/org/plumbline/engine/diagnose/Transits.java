package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** A network on the way, or the one at its end, loses or delays what passes through it. */
final class Transits implements Family {
  private static final ToDoubleFunction<Cell> SHOWS =
      Shows.nothing()
          .with(Layer.TCP, Code.TIMEOUT, 0.45)
          .with(Layer.IP, 0.3)
          .with(Layer.TLS, Code.TIMEOUT, 0.15)
          .with(Layer.HTTP, Code.TIMEOUT, 0.15)
          .with(Layer.DNS, Code.TIMEOUT, 0.08)
          .with(Layer.DNS, Code.SERVFAIL, 0.06)
          .with(Layer.LATENCY, Code.SLOW, 0.4)
          .with(Layer.HTTP, Code.STATUS, 0.02)
          .build();

  @Override
  public List<Hypothesis> propose(Scene scene) {
    List<Hypothesis> found = new ArrayList<>();
    Map<Long, Owners.Owner> owners = Owners.of(scene);
    Long between = between(scene, owners);
    for (Places.Extent extent : scene.extents()) {
      for (Owners.Owner owner : owners.values()) {
        long asn = owner.asn;
        Cover covers =
            cell ->
                cell.focus()
                    && cell.like().asn() != null
                    && cell.like().asn() == asn
                    && extent.covers().test(cell);
        found.add(hypothesis(scene, owner.asn, owner.name, extent, covers, owner));
      }
      if (between != null) {
        found.add(
            hypothesis(
                scene,
                between,
                "AS" + between,
                extent,
                cell -> cell.focus() && extent.covers().test(cell),
                null));
      }
    }
    return found;
  }

  /** The network where the traces of most of the hit end or slow down, neither access nor goal. */
  private static @Nullable Long between(Scene scene, Map<Long, Owners.Owner> owners) {
    TreeMap<Long, Integer> votes = new TreeMap<>();
    for (Map<Long, Facts.Seen> seen : List.of(scene.facts.slowHops, scene.facts.lastHops)) {
      seen.forEach((asn, by) -> {
        long foreign =
            by.vantages().stream()
                .filter(vantage -> {
                  var known = scene.catalogue.vantage(vantage);
                  return known == null || known.asn() == null || !known.asn().equals(asn);
                })
                .count();
        if (foreign > 0 && !owners.containsKey(asn)) {
          votes.merge(asn, (int) foreign, Integer::sum);
        }
      });
    }
    if (votes.isEmpty()) {
      return null;
    }
    Long best = Scene.commonest(votes).getFirst();
    Integer count = votes.get(best);
    return count != null && count >= 2 ? best : null;
  }

  private static Hypothesis hypothesis(
      Scene scene,
      long asn,
      String name,
      Places.Extent extent,
      Cover covers,
      Owners.@Nullable Owner owner) {
    List<Point> points = new ArrayList<>();
    if (owner != null) {
      points.addAll(SilentServers.within(scene, Set.of(asn)));
    }
    if (owner == null && Owners.of(scene).size() < 2) {
      points.add(new Point("only one network is missed behind " + name, -4, List.of(), 1, 1));
    } else if (owner == null) {
      Facts.Seen slow = scene.facts.slowHops.getOrDefault(asn, new Facts.Seen());
      Facts.Seen last = scene.facts.lastHops.getOrDefault(asn, new Facts.Seen());
      int seen = Math.max(slow.count(), last.count());
      boolean slower = slow.count() > last.count();
      // A trace also ends before a goal that is down: that says less than one that slows down.
      points.add(
          Point.share(
              "traces " + (slower ? "slow down in " : "end in ") + name,
              Math.min(8, seen),
              Math.min(8, Math.max(seen, scene.facts.all.count() / 2)),
              slower ? 0.5 : 0.35,
              slower ? 0.12 : 0.22,
              slower ? slow.ids() : last.ids()));
    } else if (!owner.spared.isEmpty()) {
      points.add(
          new Point(
              "others in " + name + " are spared",
              -Math.min(4, owner.spared.size()),
              List.of(),
              owner.spared.size(),
              owner.hit.size() + owner.spared.size()));
    } else {
      int providers = scene.providers(owner.hit).size();
      points.add(
          new Point(
              Words.count(owner.hit.size(), "service") + " in " + name + " are hit together",
              providers >= 2 ? 2.5 : -1.5,
              List.of(),
              owner.hit.size(),
              owner.hit.size()));
    }
    boolean network = extent.key().equals("isp");
    return new Hypothesis(
        Category.BACKBONE_TRANSIT,
        Layer.IP,
        new Entity(Entity.Kind.ASN, String.valueOf(asn)),
        -6 - Math.min(4, 0.5 * extent.price()) + (network && extent.values().size() == 1 ? 1 : 0),
        covers,
        SHOWS,
        false,
        points,
        "traffic is lost or held up " + (owner == null ? "in " : "on the way into ") + name,
        "Names resolve and the servers are well from elsewhere; packets are lost or late "
            + (owner == null ? "in " : "towards ")
            + name
            + ".");
  }
}
