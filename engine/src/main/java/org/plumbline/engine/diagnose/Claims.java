package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Evidence;

/** What the trials say for and against a hypothesis, as sentences with counts and witnesses. */
final class Claims {
  private static final int WITNESSES_MAX = 20;

  private Claims() {}

  static Evidence trials(Scene scene, Hypothesis hypothesis, double nats) {
    Set<String> hit = new TreeSet<>();
    Set<String> covered = new TreeSet<>();
    for (Cell cell : scene.cells) {
      if (cell.focus() && hypothesis.covers().test(cell)) {
        covered.add(cell.like().vantage());
        if (cell.symptom() != null) {
          hit.add(cell.like().vantage());
        }
      }
    }
    String claim = hit.size() + " of the " + covered.size() + " vantages that it would hit do fail";
    return new Evidence(
        claim, nats > 0, nats, witnesses(scene, hypothesis, true), hit.size(), covered.size());
  }

  /**
   * The contrast: how many vantages that the hypothesis would spare fail all the same. Null when it
   * would spare none. Its nats are 0, since the trials are weighed once, in the claim above.
   */
  static @Nullable Evidence spared(Scene scene, Hypothesis hypothesis) {
    Set<String> covered = new TreeSet<>();
    Set<String> spared = new TreeSet<>();
    Set<String> failing = new TreeSet<>();
    for (Cell cell : scene.cells) {
      if (!cell.focus()) {
        continue;
      }
      String vantage = cell.like().vantage();
      spared.add(vantage);
      if (hypothesis.covers().test(cell)) {
        covered.add(vantage);
      } else if (cell.symptom() != null) {
        failing.add(vantage);
      }
    }
    spared.removeAll(covered);
    failing.retainAll(spared);
    if (spared.isEmpty()) {
      return null;
    }
    String fail = failing.isEmpty() ? "none" : String.valueOf(failing.size());
    return new Evidence(
        fail + " of the " + spared.size() + " vantages that it would spare fail",
        failing.isEmpty(),
        0.0,
        witnesses(scene, hypothesis, false),
        failing.size(),
        spared.size());
  }

  /**
   * Why a hypothesis falls behind: failures that it leaves unexplained, or places it should hit.
   */
  static @Nullable Evidence against(Scene scene, Hypothesis hypothesis, double nats) {
    Set<String> unexplained = new TreeSet<>();
    Set<String> spared = new TreeSet<>();
    Set<String> covered = new TreeSet<>();
    Set<String> failing = new TreeSet<>();
    for (Cell cell : scene.cells) {
      boolean covers = hypothesis.covers().test(cell);
      if (cell.symptom() != null && cell.focus()) {
        failing.add(cell.like().vantage());
        if (!covers || hypothesis.shows().applyAsDouble(cell) < 0.02) {
          unexplained.add(cell.like().vantage());
        }
      }
      if (covers) {
        covered.add(cell.like().vantage());
        if (cell.symptom() == null) {
          spared.add(cell.like().vantage());
        }
      }
    }
    if (unexplained.isEmpty() && spared.isEmpty()) {
      return null;
    }
    boolean more = unexplained.size() * covered.size() >= spared.size() * failing.size();
    return more
        ? new Evidence(
            "it does not explain what "
                + unexplained.size()
                + " of "
                + failing.size()
                + " failing vantages see",
            false,
            nats,
            witnesses(scene, hypothesis, true),
            unexplained.size(),
            failing.size())
        : new Evidence(
            spared.size()
                + " of "
                + covered.size()
                + " vantages that it would hit have healthy runs",
            false,
            nats,
            witnesses(scene, hypothesis, false),
            spared.size(),
            covered.size());
  }

  /** At most 20 measurements: failing first, one a network, then healthy ones. */
  private static List<String> witnesses(Scene scene, Hypothesis hypothesis, boolean failing) {
    List<String> ids = new ArrayList<>();
    for (boolean wanted : failing ? new boolean[] {true, false} : new boolean[] {false, true}) {
      Set<String> networks = new TreeSet<>();
      for (Cell cell : scene.cells) {
        if (ids.size() < WITNESSES_MAX
            && cell.focus()
            && (cell.symptom() != null) == wanted
            && (!wanted || hypothesis.covers().test(cell) || !failing)
            && networks.add(cell.like().network())) {
          ids.add(cell.ids().getFirst());
        }
      }
    }
    return ids;
  }
}
