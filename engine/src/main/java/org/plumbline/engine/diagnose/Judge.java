package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Entity;
import org.plumbline.model.Evidence;
import org.plumbline.model.Layer;
import org.plumbline.model.Symptom;
import org.plumbline.model.Verdict;

/**
 * Says what one diagnostic run shows: healthy, a fault with its cause, or which test would decide.
 *
 * <p>The causes of {@link RunTable} compete under one likelihood: prior, symptom and clues. A cause
 * that needs a clue which says no is refuted; one that needs a clue which was not looked at stays a
 * candidate, and the verdict is undetermined.
 */
public final class Judge {
  /** Clues of one run depend on each other: the sum of their nats is divided by this. */
  private static final double TEMPERATURE = 1.6;

  /** Share of the likelihood from which a cause is named rather than suspected. */
  private static final double DECIDED = 0.5;

  private static final double CONFIDENCE_MAX = 0.95;

  /** What a cause loses, in nats, when what it needs was not looked at. */
  private static final double UNSUPPORTED = -1.5;

  /** Nobody else was heard: one pair of eyes is worth no more. */
  private static final double ALONE = 0.7;

  private static final int EVIDENCE_MAX = 8;

  private record Scored(RunCause cause, double score) {}

  /** The verdict of one run, from its facts and from what others saw of the same name. */
  public Verdict judge(RunFacts run, Controls controls) {
    RunView view = new RunView(run, controls);
    List<Verdict.Note> notes = RunNotes.of(view);
    if (view.nothingMeasured()) {
      return blind(view, notes);
    }
    Symptom symptom = view.symptom();
    if (view.suffered == null || symptom == null) {
      return healthy(view, notes);
    }
    return fault(view, symptom, notes);
  }

  private static Verdict blind(RunView view, List<Verdict.Note> notes) {
    String vantage = view.run.first().vantage();
    return new Verdict(
        view.host(),
        view.run.first().id(),
        view.ids(),
        null,
        true,
        new Cause(
            Category.VANTAGE_FAULT,
            Layer.VANTAGE,
            new Entity(Entity.Kind.VANTAGE, vantage),
            ALONE,
            null,
            List.of()),
        null,
        notes,
        RunSentences.blind(view),
        new Verdict.Next("tcp", "Look from a place that has a way out to the name's addresses."));
  }

  private static Verdict healthy(RunView view, List<Verdict.Note> notes) {
    return new Verdict(
        view.host(),
        view.run.first().id(),
        view.ids(),
        true,
        false,
        null,
        null,
        notes,
        RunSentences.healthy(view, notes),
        null);
  }

  private static Verdict fault(RunView view, Symptom symptom, List<Verdict.Note> notes) {
    List<Scored> ranked = rank(view, symptom);
    RunCause first = ranked.getFirst().cause();
    double share = share(ranked);
    boolean shown =
        first.needs().stream().allMatch(clue -> clue.in(view) == RunSeen.YES)
            && first.entity(view) != null;
    boolean decided = shown && share >= DECIDED;
    Cause cause =
        new Cause(
            first.category,
            first.layer,
            first.entity(view),
            confidence(view, share),
            view.at(),
            evidence(view, first));
    return new Verdict(
        view.host(),
        view.suffered == null ? view.run.first().id() : view.suffered.measurement().id(),
        view.ids(),
        false,
        !decided,
        cause,
        symptom,
        notes,
        RunSentences.fault(view, first, decided),
        decided ? null : next(view, ranked));
  }

  private static List<Scored> rank(RunView view, Symptom symptom) {
    List<Scored> ranked = new ArrayList<>();
    for (RunCause cause : RunTable.ROWS) {
      boolean refuted = cause.needs().stream().anyMatch(clue -> clue.in(view) == RunSeen.NO);
      if (!refuted) {
        ranked.add(new Scored(cause, score(view, cause, symptom)));
      }
    }
    ranked.sort(Comparator.comparingDouble(Scored::score).reversed());
    return ranked;
  }

  private static double score(RunView view, RunCause cause, Symptom symptom) {
    double sum = cause.prior + cause.symptom(symptom);
    if (cause.needs().stream().anyMatch(clue -> clue.in(view) == RunSeen.UNKNOWN)) {
      sum += UNSUPPORTED;
    }
    for (RunClue clue : cause.predictions().keySet()) {
      sum += cause.nats(clue, clue.in(view));
    }
    return sum;
  }

  private static double share(List<Scored> ranked) {
    Scored first = ranked.getFirst();
    double sum = 1;
    for (Scored scored : ranked.subList(1, ranked.size())) {
      if (scored.cause().category != first.cause().category) {
        sum += StrictMath.exp((scored.score() - first.score()) / TEMPERATURE);
      }
    }
    return 1 / sum;
  }

  private static double confidence(RunView view, double share) {
    boolean alone = view.controls.everyone().size() == 0;
    return Math.min(CONFIDENCE_MAX, share) * (alone ? ALONE : 1);
  }

  private static List<Evidence> evidence(RunView view, RunCause cause) {
    List<Evidence> all = new ArrayList<>();
    for (RunClue clue : cause.predictions().keySet()) {
      RunSeen seen = clue.in(view);
      double nats = cause.nats(clue, seen);
      if (nats != 0) {
        String claim = seen == RunSeen.YES ? clue.yes().apply(view) : clue.no();
        all.add(new Evidence(RunWords.sentence(claim), nats > 0, nats, view.ids(), null, null));
      }
    }
    all.sort(Comparator.comparingDouble((Evidence one) -> -Math.abs(one.nats())));
    return all.subList(0, Math.min(EVIDENCE_MAX, all.size()));
  }

  /** Of the clues that were not looked at, the one on which the two likeliest causes part most. */
  private static Verdict.@Nullable Next next(RunView view, List<Scored> ranked) {
    RunCause first = ranked.getFirst().cause();
    RunCause second = ranked.size() > 1 ? ranked.get(1).cause() : first;
    RunClue best = null;
    double most = 0;
    for (RunCause cause : List.of(first, second)) {
      for (RunClue clue : cause.predictions().keySet()) {
        double apart = Math.abs(first.nats(clue, RunSeen.YES) - second.nats(clue, RunSeen.YES));
        if (clue.in(view) == RunSeen.UNKNOWN && apart > most) {
          most = apart;
          best = clue;
        }
      }
    }
    return best == null
        ? new Verdict.Next("http", "Make the same run again, and from another network.")
        : best.test();
  }
}
