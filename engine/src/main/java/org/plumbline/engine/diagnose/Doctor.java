package org.plumbline.engine.diagnose;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.model.Cause;
import org.plumbline.model.Evidence;

/** Searches the table for what explains a scene best, and says how sure that is. */
public final class Doctor implements Serializable {
  private static final double TEMPERATURE = 3;
  private static final double STANDS = 0.02;
  private static final int CAUSES_MAX = 4;
  private static final int ALTERNATIVES_MAX = 4;
  private static final int JOINT_TRIED = 12;

  /** One explanation must not be worse than two by more than this, in nats. */
  private static final double JOINT_MARGIN = 1;

  private final Knowledge knowledge;

  public Doctor(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  private record Scored(Hypothesis hypothesis, double score, double trials) {}

  private static List<Scored> rank(Scene scene) {
    Map<String, Scored> best = new LinkedHashMap<>();
    for (Hypothesis hypothesis : Table.propose(scene)) {
      double trials = Likelihood.trials(scene, List.of(hypothesis));
      Scored scored =
          new Scored(hypothesis, trials + hypothesis.prior() + hypothesis.facts(), trials);
      best.merge(
          hypothesis.key(), scored, (one, other) -> other.score() > one.score() ? other : one);
    }
    List<Scored> ranked = new ArrayList<>(best.values());
    ranked.sort(
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(scored -> scored.hypothesis().key()));
    return ranked;
  }

  /**
   * What explains the failures of some checks.
   *
   * @param from begin of the scene, milliseconds of corrected time
   * @param sick vantages whose failures are their own
   */
  public Diagnosis diagnose(
      Set<String> checks, long from, long to, boolean slow, Set<String> sick) {
    Scene scene = Scene.of(knowledge, checks, from, to, slow, sick);
    List<Scored> ranked = rank(scene);
    double top = ranked.getFirst().score();
    double sum = 0;
    for (Scored scored : ranked) {
      sum += StrictMath.exp((scored.score() - top) / TEMPERATURE);
    }
    int eyes = scene.measuring().size();
    List<Cause> causes = new ArrayList<>();
    List<Cause> alternatives = new ArrayList<>();
    for (Scored scored : ranked) {
      double share = StrictMath.exp((scored.score() - top) / TEMPERATURE) / sum;
      double confidence = share * (1 - 1.0 / (2 + eyes)) * (eyes <= 3 ? 0.6 : 1);
      if ((share >= STANDS || causes.isEmpty()) && causes.size() < CAUSES_MAX) {
        causes.add(cause(scene, scored, confidence, top));
      } else if (alternatives.size() < ALTERNATIVES_MAX) {
        alternatives.add(cause(scene, scored, confidence, top));
      }
    }
    Hypothesis first = ranked.getFirst().hypothesis();
    Cover covers = first.covers();
    Set<String> focus = new TreeSet<>(checks);
    return new Diagnosis(
        causes,
        alternatives,
        first.because(),
        first.settles(),
        scene.facts.strangeUntil,
        focus,
        first.place(),
        (sample, symptom) ->
            covers.test(new Cell(sample, symptom, 1, List.of(), focus.contains(sample.check()))));
  }

  /** Whether one cause explains two groups of checks better than two causes do. */
  public boolean together(
      Set<String> one, Set<String> other, long from, long to, boolean slow, Set<String> sick) {
    Set<String> both = new TreeSet<>(one);
    both.addAll(other);
    Scene scene = Scene.of(knowledge, both, from, to, slow, sick);
    List<Scored> joint = rank(scene);
    Hypothesis first = rank(Scene.of(knowledge, one, from, to, slow, sick)).getFirst().hypothesis();
    Hypothesis second =
        rank(Scene.of(knowledge, other, from, to, slow, sick)).getFirst().hypothesis();
    if (first.key().equals(second.key())) {
      return true;
    }
    double apart = Likelihood.score(scene, List.of(first, second));
    for (Scored scored : joint.subList(0, Math.min(JOINT_TRIED, joint.size()))) {
      if (explains(scene, scored.hypothesis(), one)
          && explains(scene, scored.hypothesis(), other)) {
        return scored.score() > apart - JOINT_MARGIN;
      }
    }
    return false;
  }

  /** Whether a hypothesis accounts for most failing runs of the checks. */
  private static boolean explains(Scene scene, Hypothesis hypothesis, Set<String> checks) {
    int failing = 0;
    int explained = 0;
    for (Cell cell : scene.cells) {
      if (cell.symptom() != null && checks.contains(cell.like().check())) {
        failing += cell.count();
        if (hypothesis.covers().test(cell) && hypothesis.shows().applyAsDouble(cell) >= 0.02) {
          explained += cell.count();
        }
      }
    }
    return explained >= 0.6 * failing;
  }

  private static Cause cause(Scene scene, Scored scored, double confidence, double top) {
    Hypothesis hypothesis = scored.hypothesis();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Claims.trials(scene, hypothesis, scored.trials()));
    for (Point point : hypothesis.points()) {
      if (point.nats() != 0) {
        evidence.add(
            new Evidence(
                point.claim(),
                point.nats() > 0,
                point.nats(),
                point.measurements(),
                point.failing(),
                point.total()));
      }
    }
    Evidence spared = Claims.spared(scene, hypothesis);
    if (spared != null) {
      evidence.add(spared);
    }
    if (scored.score() < top) {
      Evidence against = Claims.against(scene, hypothesis, scored.score() - top);
      if (against != null) {
        evidence.add(against);
      }
    }
    return new Cause(
        hypothesis.category(),
        hypothesis.layer(),
        hypothesis.entity(),
        confidence,
        java.time.Instant.ofEpochMilli(scene.from),
        evidence);
  }
}
