package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/**
 * A delivery network that fails at its edge, for several of its customers, everywhere or at a site.
 */
final class Edges implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    List<Hypothesis> found = new ArrayList<>();
    for (Owners.Owner owner : Owners.of(scene).values()) {
      for (Places.Extent extent : scene.extents()) {
        if (!extent.key().equals("isp")) {
          found.add(edge(scene, owner, extent));
        }
      }
    }
    return found;
  }

  private static Hypothesis edge(Scene scene, Owners.Owner owner, Places.Extent extent) {
    List<Point> points = new ArrayList<>();
    int providers = scene.providers(owner.hit).size();
    points.add(
        new Point(
            Words.count(providers, "unrelated customer") + " of " + owner.name + " fail together",
            providers >= 2 ? 3 : -3,
            List.of(),
            owner.hit.size(),
            owner.hit.size() + owner.spared.size()));
    if (!owner.spared.isEmpty()) {
      points.add(
          new Point(
              "other customers of " + owner.name + " are spared",
              -Math.min(2, 0.5 * owner.spared.size()),
              List.of(),
              owner.spared.size(),
              owner.hit.size() + owner.spared.size()));
    }
    long asn = owner.asn;
    boolean site = !extent.key().isEmpty();
    return new Hypothesis(
        Category.CDN_EDGE_FAILURE,
        Layer.HTTP,
        new Entity(Entity.Kind.CDN, owner.name),
        -6 - Math.min(4, 0.5 * extent.price()),
        cell ->
            cell.focus()
                && cell.like().asn() != null
                && cell.like().asn() == asn
                && extent.covers().test(cell),
        Shows.nothing()
            .with(Layer.HTTP, Code.STATUS, 0.6)
            .with(Layer.HTTP, 0.1)
            .with(Layer.TCP, Code.TIMEOUT, site ? 0.4 : 0.12)
            .with(Layer.TLS, 0.05)
            .with(Layer.LATENCY, Code.SLOW, 0.08)
            .build(),
        false,
        points,
        "the edge of "
            + owner.name
            + " fails"
            + (site && extent.values().size() <= 3 ? " in " + Words.list(extent.values()) : ""),
        "Other names at the same edge fail in the same way, and the same names elsewhere do not.");
  }
}
