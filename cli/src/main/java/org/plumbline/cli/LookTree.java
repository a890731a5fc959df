package org.plumbline.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Vantage;
import org.plumbline.model.Verdict;

/** Draws one look for a person: who said what, layer by layer, and what it comes to. */
final class LookTree {
  private final Tree tree;
  private final Camps camps;
  private final List<Measurement> run;

  private LookTree(boolean colour, List<Measurement> run) {
    this.tree = new Tree(colour);
    this.run = run;
    this.camps = Camps.of(run);
  }

  static Tree of(Look.Seen seen, boolean colour) {
    LookTree look = new LookTree(colour, seen.run().measurements());
    look.title(seen.run().check(), seen.run().vantage());
    look.names();
    new TreeServers(look.tree, look.camps).draw(look.run);
    look.paths();
    look.crossings();
    look.verdict(seen.verdict());
    return look.tree;
  }

  private void title(@Nullable Check check, @Nullable Vantage vantage) {
    String host = check == null ? run.getFirst().check() : String.valueOf(check.host());
    String what =
        check == null
            ? ""
            : " ("
                + check.scheme().word()
                + (check.port() == null ? "" : ", port " + check.port())
                + ")";
    tree.title(host + what);
    tree.fact(
        Tree.Mark.FROM,
        (vantage == null ? run.getFirst().vantage() : vantage.id())
            + ", "
            + TreeSteps.minute(run.getFirst().at()),
        null);
  }

  private void names() {
    boolean headed = false;
    for (Measurement measurement : run) {
      for (Observation step : measurement.observations()) {
        if (step instanceof Observation.Dns dns) {
          if (!headed) {
            tree.heading("Name: what the resolvers say");
            headed = true;
          }
          TreeSteps.dns(tree, camps, dns);
        }
      }
    }
  }

  private void paths() {
    for (Measurement measurement : run) {
      boolean headed = false;
      for (Observation step : measurement.observations()) {
        if (!(step instanceof Observation.Dns) && step.onClientPath()) {
          if (!headed) {
            tree.heading(
                "Way of the client"
                    + (measurement.family() == null
                        ? ""
                        : ", IPv" + measurement.family().number()));
            headed = true;
          }
          TreeSteps.draw(tree, camps, step);
        }
      }
    }
  }

  private void crossings() {
    boolean headed = false;
    for (Measurement measurement : run) {
      for (Observation step : measurement.observations()) {
        boolean shown =
            (step.attempt().crossover() && !(step instanceof Observation.Dns))
                || step instanceof Observation.Ping
                || step instanceof Observation.Traceroute;
        if (shown) {
          if (!headed) {
            tree.heading("Beside it: other addresses for the name, same server name");
            headed = true;
          }
          TreeSteps.draw(tree, camps, step);
        }
      }
    }
  }

  private void verdict(Verdict verdict) {
    if (verdict.healthy() == null) {
      tree.bob(Paint.ODD, "NOT MEASURED", verdict.explanation());
    } else if (verdict.healthy()) {
      tree.bob(Paint.GOOD, "HEALTHY", firstSentence(verdict));
    } else if (verdict.undetermined()) {
      tree.bob(Paint.ODD, "FAULT, CAUSE UNDECIDED", verdict.explanation());
    } else {
      tree.bob(Paint.BAD, "FAULT", verdict.explanation());
    }
    for (Verdict.Note note : verdict.notes()) {
      tree.remark("note", note.text());
    }
    if (verdict.next() != null) {
      tree.remark("next", verdict.next().text());
    }
  }

  /** Of a healthy verdict the first sentence; the others are the notes, which follow. */
  private static String firstSentence(Verdict verdict) {
    if (verdict.notes().isEmpty()) {
      return verdict.explanation();
    }
    int notes = verdict.explanation().indexOf(verdict.notes().getFirst().text());
    return notes <= 0 ? verdict.explanation() : verdict.explanation().substring(0, notes).strip();
  }
}
