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

/** A shared resolver that fails, whatever it is asked for. */
final class Resolvers implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    Map<String, Set<String>> users = new TreeMap<>();
    for (Cell cell : scene.failing()) {
      if (cell.like().resolver() != null && cell.suffered().layer() == Layer.DNS) {
        users
            .computeIfAbsent(cell.like().resolver(), key -> new TreeSet<>())
            .add(cell.like().vantage());
      }
    }
    List<Hypothesis> found = new ArrayList<>();
    users.forEach((resolver, vantages) -> {
      if (vantages.size() >= 2) {
        found.add(fails(scene, resolver));
      }
    });
    return found;
  }

  private static Hypothesis fails(Scene scene, String resolver) {
    Set<String> others = new TreeSet<>();
    Set<String> othersBad = new TreeSet<>();
    scene.facts.resolverGood.forEach((key, seen) -> {
      if (!key.equals(resolver)) {
        others.addAll(seen.vantages());
      }
    });
    scene.facts.resolverBad.forEach((key, seen) -> {
      if (!key.equals(resolver)) {
        othersBad.addAll(seen.vantages());
      }
    });
    Set<String> both = new TreeSet<>(others);
    both.addAll(othersBad);
    List<String> ids =
        scene.facts.resolverBad.containsKey(resolver)
            ? scene.facts.resolverBad.get(resolver).ids()
            : List.of();
    List<Point> points = new ArrayList<>();
    if (!both.isEmpty()) {
      points.add(
          Point.share(
              "other resolvers, asked from the same places, answer",
              both.size() - othersBad.size(),
              both.size(),
              0.9,
              0.5,
              ids));
    }
    return new Hypothesis(
        Category.DNS_RESOLVER_FAILURE,
        Layer.DNS,
        new Entity(Entity.Kind.RESOLVER, resolver),
        -6,
        cell -> resolver.equals(cell.like().resolver()),
        Shows.nothing()
            .with(Layer.DNS, Code.SERVFAIL, 0.5)
            .with(Layer.DNS, Code.TIMEOUT, 0.2)
            .with(Layer.DNS, Code.MALFORMED, 0.3)
            .with(Layer.DNS, 0.1)
            .build(),
        true,
        points,
        "the resolver of " + resolver + " does not answer as it should",
        "The same names, asked of other resolvers from the same places, are answered from "
            + (both.size() - othersBad.size())
            + " of "
            + both.size()
            + " places.");
  }
}
