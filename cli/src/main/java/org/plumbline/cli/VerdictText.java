package org.plumbline.cli;

import java.io.PrintWriter;
import org.plumbline.model.Verdict;
import org.plumbline.wire.Visible;
import org.plumbline.wire.Wire;

/** A verdict as a person reads it in a list. */
final class VerdictText {
  static void print(RecordedRuns.Judged judged, PrintWriter out) {
    Verdict verdict = judged.verdict();
    out.println(
        word(verdict)
            + "  "
            + Visible.text(verdict.target())
            + "  from "
            + Visible.text(judged.run().measurements().getFirst().vantage())
            + ", "
            + Wire.write(judged.run().measurements().getFirst().at()));
    out.println(Wrapped.text(verdict.explanation(), "    "));
    if (verdict.next() != null) {
      out.println(Wrapped.text("To decide: " + verdict.next().text(), "    "));
    }
  }

  /** One word of fixed width that says how it stands. */
  static String word(Verdict verdict) {
    if (verdict.healthy() == null) {
      return "BLIND    ";
    }
    if (verdict.healthy()) {
      return verdict.notes().isEmpty() ? "well     " : "well, but";
    }
    return verdict.undetermined() ? "UNDECIDED" : "FAULT    ";
  }

  private VerdictText() {}
}
