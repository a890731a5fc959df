package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.plumbline.model.Category;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** The vantage itself: its uplink, its resolver, its clock, whatever stands between. */
final class Vantages implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    TreeMap<String, Integer> failing = new TreeMap<>();
    for (Cell cell : scene.failing()) {
      failing.merge(cell.like().vantage(), cell.count(), Integer::sum);
    }
    List<Hypothesis> found = new ArrayList<>();
    if (!failing.isEmpty()) {
      String worst = Scene.commonest(failing).getFirst();
      found.add(
          new Hypothesis(
              Category.VANTAGE_FAULT,
              Layer.VANTAGE,
              new Entity(Entity.Kind.VANTAGE, worst),
              -3,
              cell -> cell.like().vantage().equals(worst),
              Shows.nothing()
                  .with(Layer.DNS, 0.1)
                  .with(Layer.TCP, 0.1)
                  .with(Layer.TLS, 0.1)
                  .with(Layer.HTTP, 0.05)
                  .build(),
              true,
              List.of(),
              "the vantage itself is at fault",
              null));
    }
    return found;
  }
}
