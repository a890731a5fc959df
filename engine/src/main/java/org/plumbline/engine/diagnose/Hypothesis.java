package org.plumbline.engine.diagnose;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/**
 * A cause that may be true: what it predicts, how rare it is, and what the facts say.
 *
 * @param prior natural log of how often such a cause is met, and of naming this one
 * @param covers the trials that it would break
 * @param shows how probable the symptom of a cell is among those that it breaks
 * @param place whether it breaks whatever is asked from somewhere, else what is asked of something
 * @param because a clause that tells it: "because ..."
 * @param settles the test that decides, in one sentence
 */
record Hypothesis(
    Category category,
    Layer layer,
    @Nullable Entity entity,
    double prior,
    Cover covers,
    ToDoubleFunction<Cell> shows,
    boolean place,
    List<Point> points,
    String because,
    @Nullable String settles) {
  Hypothesis {
    points = List.copyOf(points);
  }

  double facts() {
    double sum = 0;
    for (Point point : points) {
      sum += point.nats();
    }
    return sum;
  }

  String key() {
    return category.word() + ' ' + (entity == null ? "" : entity.kind().word() + ' ' + entity.id());
  }
}
