package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/**
 * The way down to a zone: a registry whose servers fail, or a delegation that was changed or lost.
 */
final class Delegations implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    List<Hypothesis> found = new ArrayList<>();
    Set<String> registries = new TreeSet<>();
    for (String check : scene.focus) {
      String host = scene.host(check);
      registries.add(host.substring(host.lastIndexOf('.') + 1));
    }
    for (String registry : registries) {
      Hypothesis down = registryDown(scene, registry);
      if (down != null) {
        found.add(down);
      }
    }
    scene.facts.zoneServers.forEach((zone, now) -> {
      Hypothesis moved = moved(scene, zone, now);
      if (moved != null) {
        found.add(moved);
      }
    });
    scene.facts.parentDenied.forEach(
        (zone, seen) -> found.add(lost(scene, zone, seen, "its parent denies it")));
    return found;
  }

  private static @Nullable Hypothesis registryDown(Scene scene, String registry) {
    Set<String> down = new TreeSet<>();
    Set<String> good = new TreeSet<>();
    List<String> ids = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Facts.Server server : scene.facts.servers.values()) {
      if (server.zone.equals(registry)) {
        down.addAll(server.silent.vantages());
        down.addAll(server.refused.vantages());
        ids.addAll(server.silent.ids());
        ids.addAll(server.refused.ids());
        names.add(server.name);
        good.addAll(server.good.vantages());
      }
    }
    scene.facts.parentSilent.forEach((zone, seen) -> {
      if (zone.endsWith("." + registry) && zone.indexOf('.') == zone.lastIndexOf('.')) {
        down.addAll(seen.vantages());
        ids.addAll(seen.ids());
      }
    });
    good.removeAll(down);
    if (down.isEmpty()) {
      return null;
    }
    Catalogue catalogue = scene.catalogue;
    return new Hypothesis(
        Category.DNS_DELEGATION_REGISTRY,
        Layer.DNS,
        new Entity(Entity.Kind.REGISTRY, registry),
        -7,
        cell -> cell.focus() && catalogue.host(cell.like().check()).endsWith("." + registry),
        Shows.nothing()
            .with(Layer.DNS, Code.SERVFAIL, 0.6)
            .with(Layer.DNS, Code.TIMEOUT, 0.35)
            .build(),
        false,
        List.of(
            Point.share(
                "the servers of ." + registry + " do not answer",
                down.size(),
                down.size() + good.size(),
                0.6,
                0.03,
                ids)),
        "the servers of ." + registry + " do not answer",
        Words.list(names)
            + ", asked directly, do not answer from "
            + down.size()
            + " of "
            + (down.size() + good.size())
            + " places.");
  }

  /** The parent names servers that give strange answers, while others still hold the right ones. */
  private static @Nullable Hypothesis moved(Scene scene, String zone, Set<String> now) {
    Set<String> strangers = new TreeSet<>();
    Set<String> abandoned = new TreeSet<>();
    List<String> ids = new ArrayList<>();
    for (String name : scene.facts.zonesOf.getOrDefault(zone, Set.of())) {
      Facts.Server server = scene.facts.servers.get(name);
      if (server == null) {
        continue;
      }
      if (now.contains(name) && server.strange.count() > 0) {
        strangers.add(name);
        ids.addAll(server.strange.ids());
      } else if (!now.contains(name) && server.good.count() > 0) {
        abandoned.add(name);
      }
    }
    if (strangers.isEmpty() || strangers.size() < now.size()) {
      return null;
    }
    List<Point> points = new ArrayList<>();
    points.add(
        new Point(
            "the parent names only " + Words.list(strangers),
            14,
            ids,
            strangers.size(),
            now.size()));
    if (!abandoned.isEmpty()) {
      points.add(
          new Point(
              Words.list(abandoned) + ", no longer named, still hold the right answer",
              6,
              List.of(),
              abandoned.size(),
              abandoned.size()));
    }
    return new Hypothesis(
        Category.DOMAIN_EXPIRY_OR_HOLD,
        Layer.DNS,
        new Entity(Entity.Kind.ZONE, zone),
        -6.5,
        WrongAnswers.answers(scene, zone, Set.of()),
        cell ->
            cell.symptom() == null
                ? 0
                : cell.like().strange() ? 0.6 : cell.symptom().layer() == Layer.DNS ? 0.1 : 0.004,
        false,
        points,
        "the parent of "
            + zone
            + " now names other servers, and these answer with a stranger's address",
        "The parent of " + zone + " names only " + Words.list(strangers) + ".");
  }

  private static Hypothesis lost(Scene scene, String zone, Facts.Seen seen, String how) {
    int asked = Math.max(seen.count(), scene.facts.all.count());
    return new Hypothesis(
        Category.DOMAIN_EXPIRY_OR_HOLD,
        Layer.DNS,
        new Entity(Entity.Kind.ZONE, zone),
        -6.5,
        WrongAnswers.answers(scene, zone, Set.of()),
        Shows.nothing().with(Layer.DNS, Code.NXDOMAIN, 0.9).with(Layer.DNS, 0.05).build(),
        false,
        List.of(
            Point.share(
                "the parent of " + zone + " denies it",
                seen.count(),
                asked,
                0.7,
                0.01,
                seen.ids())),
        zone + " is gone: " + how,
        "The parent of " + zone + ", asked directly, says that there is no such zone.");
  }
}
