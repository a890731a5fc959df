package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** A service that answers, and answers late. */
final class Slowness implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    TreeMap<String, Integer> services = new TreeMap<>();
    for (Cell cell : scene.failing()) {
      if (cell.suffered().layer() == Layer.LATENCY) {
        services.merge(cell.like().service(), cell.count(), Integer::sum);
      }
    }
    List<Hypothesis> found = new ArrayList<>();
    if (!services.isEmpty()) {
      String worst = Scene.commonest(services).getFirst();
      for (Places.Extent extent : scene.extents()) {
        found.add(
            new Hypothesis(
                Category.LATENCY_DEGRADATION,
                Layer.LATENCY,
                new Entity(Entity.Kind.SERVICE, worst),
                -4.5 - 2.5 * (services.size() - 1) - Math.min(4, 0.5 * extent.price()),
                cell -> cell.focus() && extent.covers().test(cell),
                Shows.nothing()
                    .with(Layer.LATENCY, Code.SLOW, 0.9)
                    .with(Layer.HTTP, Code.TIMEOUT, 0.05)
                    .build(),
                false,
                List.of(),
                "its servers answer late",
                "Names, connections and certificates take as long as ever; the answer takes longer."));
      }
    }
    return found;
  }
}
