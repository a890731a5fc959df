package org.plumbline.engine.diagnose;

import java.util.function.Function;
import org.plumbline.model.Verdict;

/**
 * One question to the facts of a run, with a yes, a no or an "it was not looked at".
 *
 * @param usual how often the answer is yes among broken runs of all kinds
 * @param yes what it says when so, in a sentence
 * @param no what it says when not
 * @param test what would find out, where it was not looked at
 */
record RunClue(
    double usual,
    Function<RunView, RunSeen> look,
    Function<RunView, String> yes,
    String no,
    Verdict.Next test) {
  static RunClue of(
      double usual,
      Function<RunView, RunSeen> look,
      Function<RunView, String> yes,
      String no,
      String step,
      String test) {
    return new RunClue(usual, look, yes, no, new Verdict.Next(step, test));
  }

  static RunClue of(
      double usual,
      Function<RunView, RunSeen> look,
      String yes,
      String no,
      String step,
      String test) {
    return of(usual, look, view -> yes, no, step, test);
  }

  RunSeen in(RunView view) {
    return look.apply(view);
  }
}
