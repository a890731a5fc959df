package org.plumbline.engine.diagnose;

import java.util.List;
import org.plumbline.model.Category;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** None of the above: something is wrong, and for whom is all that can be said. */
final class Unknown implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    String service = scene.services().isEmpty() ? "" : scene.services().iterator().next();
    return List.of(
        new Hypothesis(
            Category.UNKNOWN,
            Layer.NONE,
            new Entity(Entity.Kind.SERVICE, service),
            -6 - 2.0 * Math.max(0, scene.services().size() - 1),
            Cell::focus,
            cell -> cell.symptom() == null ? 0 : 0.08,
            false,
            List.of(),
            "of something that the tests so far do not show",
            null));
  }
}
