package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;
import org.plumbline.model.Symptom;

/**
 * A row of the table of causes of a single run: how common it is, what the client sees of it, and
 * what it predicts of each clue. A clue that it says nothing about speaks neither for nor against.
 */
final class RunCause {
  /** Probability of a symptom that a cause does not name. */
  private static final double HARDLY = 0.002;

  /** Probability of any symptom among broken runs of all kinds. */
  private static final double ANY_SYMPTOM = 0.03;

  final Category category;
  final Layer layer;
  final double prior;
  private final Map<Symptom, Double> exact = new HashMap<>();
  private final Map<Layer, Double> layers = new HashMap<>();
  private final Map<RunClue, Double> predictions = new LinkedHashMap<>();
  private final List<RunClue> needs = new ArrayList<>();
  private Function<RunView, @Nullable Entity> entity = view -> null;
  private Function<RunView, String> because = view -> "the cause is not known";
  private Function<RunView, String> settles = view -> "";

  private RunCause(Category category, Layer layer, double prior) {
    this.category = category;
    this.layer = layer;
    this.prior = prior;
  }

  /**
   * @param prior natural log of how common the cause is beside the others
   */
  static RunCause of(Category category, Layer layer, double prior) {
    return new RunCause(category, layer, prior);
  }

  RunCause shows(Layer at, Code code, double probability) {
    exact.put(new Symptom(at, code), probability);
    return this;
  }

  /** Any symptom of a layer that is not named has this probability. */
  RunCause shows(Layer at, double probability) {
    layers.put(at, probability);
    return this;
  }

  RunCause predicts(RunClue clue, double probability) {
    predictions.put(clue, probability);
    return this;
  }

  /** A clue without which the cause is only a candidate, and whose "no" refutes it. */
  RunCause needs(RunClue clue, double probability) {
    needs.add(clue);
    return predicts(clue, probability);
  }

  RunCause names(Function<RunView, @Nullable Entity> named) {
    entity = named;
    return this;
  }

  /** A clause that tells the cause: "..., because ...". */
  RunCause because(Function<RunView, String> clause) {
    because = clause;
    return this;
  }

  /** The test that settles it, in a sentence; empty when there is no more to say. */
  RunCause settles(Function<RunView, String> sentence) {
    settles = sentence;
    return this;
  }

  /** How much more probable a symptom is under this cause than among broken runs, in nats. */
  double symptom(Symptom symptom) {
    Double named = exact.get(symptom);
    double probability = named != null ? named : layers.getOrDefault(symptom.layer(), HARDLY);
    return StrictMath.log(probability / ANY_SYMPTOM);
  }

  /** What a clue adds, in nats; 0 when it was not looked at or nothing is predicted. */
  double nats(RunClue clue, RunSeen seen) {
    Double predicted = predictions.get(clue);
    if (predicted == null) {
      return 0;
    }
    return switch (seen) {
      case YES -> StrictMath.log(predicted / clue.usual());
      case NO -> StrictMath.log((1 - predicted) / (1 - clue.usual()));
      case UNKNOWN -> 0;
    };
  }

  Map<RunClue, Double> predictions() {
    return predictions;
  }

  List<RunClue> needs() {
    return needs;
  }

  @Nullable Entity entity(RunView view) {
    return entity.apply(view);
  }

  String because(RunView view) {
    return because.apply(view);
  }

  String settles(RunView view) {
    return settles.apply(view);
  }
}
