package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** Signatures that do not hold (DNSSEC, RFC 4035): only validating resolvers refuse the answer. */
final class Signatures implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    List<Hypothesis> found = new ArrayList<>();
    Facts facts = scene.facts;
    String top = null;
    for (String zone : facts.bogus.keySet()) {
      if (top == null || depth(zone) < depth(top)) {
        top = zone;
      }
    }
    if (top == null && facts.validationErrors.count() == 0) {
      return found;
    }
    String zone = top == null ? registrable(scene) : top;
    Facts.Seen bogus = facts.bogus.getOrDefault(zone, new Facts.Seen());
    int asked = Math.max(bogus.count(), facts.all.count());
    Set<String> hit = HitResolvers.of(scene);
    String registry = zone.substring(zone.lastIndexOf('.') + 1);
    boolean above =
        scene.focus.stream()
                .allMatch(
                    check -> depth(scene.host(check)) > depth(zone) + (depth(zone) == 1 ? 0 : 1))
            && (depth(zone) == 1 || shared(facts, zone, registry));
    Entity entity =
        above ? new Entity(Entity.Kind.REGISTRY, registry) : new Entity(Entity.Kind.ZONE, zone);
    found.add(
        new Hypothesis(
            Category.DNSSEC_FAILURE,
            Layer.DNS,
            entity,
            -6,
            cell ->
                cell.focus()
                    && (cell.like().resolver() == null || hit.contains(cell.like().resolver())),
            Shows.nothing()
                .with(Layer.DNS, Code.SERVFAIL, 0.85)
                .with(Layer.DNS, Code.BOGUS, 0.85)
                .build(),
            false,
            List.of(
                Point.share(
                    "the signatures of " + zone + " do not validate",
                    bogus.count(),
                    asked,
                    0.6,
                    0.01,
                    bogus.ids()),
                Point.share(
                    "resolvers say that validation failed",
                    facts.validationErrors.count(),
                    asked,
                    0.5,
                    0.02,
                    facts.validationErrors.ids())),
            "the signatures of "
                + (entity.kind() == Entity.Kind.REGISTRY ? "." : "")
                + entity.id()
                + " do not validate",
            "The servers of "
                + zone
                + ", asked directly, answer, but their signatures do not hold; only resolvers that check them refuse."));
    return found;
  }

  private static boolean shared(Facts facts, String zone, String registry) {
    Set<String> own = facts.zoneServers.getOrDefault(zone, Set.of());
    Set<String> parents = facts.zoneServers.getOrDefault(registry, Set.of());
    return !own.isEmpty() && own.stream().anyMatch(parents::contains);
  }

  private static String registrable(Scene scene) {
    String host = scene.host(scene.focus.iterator().next());
    String best = host;
    for (String zone : scene.facts.zoneServers.keySet()) {
      if (host.endsWith("." + zone) && depth(zone) >= 2) {
        best = zone;
      }
    }
    return best;
  }

  private static int depth(String zone) {
    return zone.isEmpty() || zone.equals(".") ? 0 : zone.split("\\.", -1).length;
  }
}
