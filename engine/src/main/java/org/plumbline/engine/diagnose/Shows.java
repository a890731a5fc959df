package org.plumbline.engine.diagnose;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.plumbline.model.Code;
import org.plumbline.model.Layer;

/** What a cause looks like: the probability of each symptom among the runs that it breaks. */
final class Shows {
  private static final double HARDLY = 0.004;

  private final Map<Layer, Map<Code, Double>> exact = new EnumMap<>(Layer.class);
  private final Map<Layer, Double> layers = new EnumMap<>(Layer.class);

  static Shows nothing() {
    return new Shows();
  }

  Shows with(Layer layer, Code code, double probability) {
    exact.computeIfAbsent(layer, key -> new EnumMap<>(Code.class)).put(code, probability);
    return this;
  }

  /** Each symptom of a layer that is not named has this probability. */
  Shows with(Layer layer, double probability) {
    layers.put(layer, probability);
    return this;
  }

  ToDoubleFunction<Cell> build() {
    return cell -> {
      if (cell.symptom() == null) {
        return 0;
      }
      Map<Code, Double> codes = exact.get(cell.symptom().layer());
      Double named = codes == null ? null : codes.get(cell.symptom().code());
      return named != null ? named : layers.getOrDefault(cell.symptom().layer(), HARDLY);
    };
  }
}
