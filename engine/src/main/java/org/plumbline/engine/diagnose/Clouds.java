package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;
import org.plumbline.model.Service;

/** A cloud region, or a service that others are built on, fails under what stands on it. */
final class Clouds implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    Map<Entity, Set<String>> hit = new TreeMap<>();
    Map<Entity, Set<String>> spared = new TreeMap<>();
    Set<String> failing = new TreeSet<>();
    scene.failing().forEach(cell -> failing.add(cell.like().service()));
    for (Service service : scene.catalogue.services()) {
      for (Entity entity : service.dependsOn()) {
        (failing.contains(service.id()) ? hit : spared)
            .computeIfAbsent(entity, key -> new TreeSet<>())
            .add(service.id());
      }
    }
    List<Hypothesis> found = new ArrayList<>();
    hit.forEach((entity, services) ->
        found.add(region(scene, entity, services, spared.getOrDefault(entity, Set.of()))));
    return found;
  }

  private static Hypothesis region(
      Scene scene, Entity entity, Set<String> services, Set<String> spared) {
    int providers = scene.providers(services).size();
    List<Point> points = new ArrayList<>();
    points.add(
        new Point(
            Words.count(providers, "customer") + " in " + entity.id() + " fail together",
            providers >= 2 ? 4 : -1.5,
            List.of(),
            services.size(),
            services.size() + spared.size()));
    if (!spared.isEmpty()) {
      points.add(
          new Point(
              "others in " + entity.id() + " are spared",
              -Math.min(6, 1.5 * spared.size()),
              List.of(),
              spared.size(),
              services.size() + spared.size()));
    }
    return new Hypothesis(
        Category.CLOUD_PLATFORM_FAILURE,
        Layer.HTTP,
        entity,
        -6,
        cell -> cell.focus() && services.contains(cell.like().service()),
        Shows.nothing()
            .with(Layer.HTTP, Code.STATUS, 0.6)
            .with(Layer.HTTP, 0.1)
            .with(Layer.TCP, Code.TIMEOUT, 0.12)
            .with(Layer.LATENCY, Code.SLOW, 0.15)
            .build(),
        false,
        points,
        entity.id() + " fails, on which they stand",
        "What stands elsewhere, at the same edges, is well.");
  }
}
