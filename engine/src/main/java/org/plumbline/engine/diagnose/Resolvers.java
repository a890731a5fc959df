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
    astray(scene)
        .forEach((resolver, count) -> found.add(misleads(scene, resolver, count[0], count[1])));
    return found;
  }

  /**
   * Of each resolver that sends somebody to an address nobody vouches for: how often, and of how
   * many failures.
   */
  private static Map<String, int[]> astray(Scene scene) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Cell cell : scene.failing()) {
      if (cell.like().resolver() != null) {
        int[] count = counts.computeIfAbsent(cell.like().resolver(), key -> new int[2]);
        count[0] += cell.like().strange() ? cell.count() : 0;
        count[1] += cell.count();
      }
    }
    counts.values().removeIf(count -> count[0] == 0);
    return counts;
  }

  /** It answers, and wrongly: the name servers say otherwise, and so do the resolvers beside it. */
  private static Hypothesis misleads(Scene scene, String resolver, int strange, int all) {
    boolean authoritiesRight =
        scene.facts.servers.values().stream().allMatch(server -> server.strange.count() == 0);
    boolean alone = HitResolvers.of(scene).equals(Set.of(resolver));
    List<Point> points = new ArrayList<>();
    if (authoritiesRight && !scene.facts.servers.isEmpty()) {
      points.add(
          new Point(
              "the name servers, asked directly, give the right answer, and this resolver another",
              10,
              List.of(),
              strange,
              all));
    }
    points.add(
        new Point(
            alone ? "every other resolver answers right" : "other resolvers answer wrongly as well",
            alone ? 3 : -8,
            List.of(),
            1,
            1));
    return new Hypothesis(
        Category.DNS_RESOLVER_FAILURE,
        Layer.DNS,
        new Entity(Entity.Kind.RESOLVER, resolver),
        -6,
        cell -> resolver.equals(cell.like().resolver()),
        cell -> cell.symptom() == null ? 0 : cell.like().strange() ? 0.5 : 0.02,
        true,
        points,
        "the resolver of " + resolver + " answers with the wrong address",
        "The name servers, asked directly, give another answer than the resolver of "
            + resolver
            + ", and who asks elsewhere gets the right one.");
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
