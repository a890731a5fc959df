package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;

/**
 * The camps of answers that a walk from the root found: with no resolver to choose one of them, a
 * client may be given any, so that one that fails is a fault.
 */
final class RunCamps {
  /** A path through a camp that fails; null when all camps serve. */
  static @Nullable RunPath broken(RunFacts run) {
    for (Measurement measurement : run.measurements()) {
      Map<String, List<Observation>> tries = tries(measurement);
      for (Set<String> camp : camps(measurement)) {
        RunPath broken = null;
        boolean connects = false;
        for (String address : camp) {
          RunPath path = path(measurement, tries.getOrDefault(address, List.of()));
          boolean above = path != null && path.brokeAboveTransport();
          if (above) {
            return path;
          }
          connects |= path != null && path.broken() == null;
          broken = path != null && path.broken() != null ? path : broken;
        }
        if (broken != null && !connects) {
          return broken;
        }
      }
    }
    return null;
  }

  private static @Nullable RunPath path(Measurement measurement, List<Observation> steps) {
    Observation broken =
        steps.stream().filter(step -> step.failure() != null).findFirst().orElse(null);
    return steps.isEmpty()
        ? null
        : new RunPath(
            measurement,
            broken == null ? RunPath.State.REACHED : RunPath.State.BROKEN,
            steps,
            broken);
  }

  private static Map<String, List<Observation>> tries(Measurement measurement) {
    Map<String, List<Observation>> tries = new LinkedHashMap<>();
    for (Observation step : measurement.observations()) {
      String address = RunPath.addressOf(step);
      boolean kept =
          address != null
              && step.attempt().variation().isEmpty()
              && (step instanceof Observation.Tcp
                  || step instanceof Observation.Tls
                  || step instanceof Observation.Http);
      if (kept) {
        tries.computeIfAbsent(address, key -> new ArrayList<>()).add(step);
      }
    }
    return tries;
  }

  private static List<Set<String>> camps(Measurement measurement) {
    List<Set<String>> camps = new ArrayList<>();
    for (Observation step : measurement.observations()) {
      if (step instanceof Observation.Authority authority) {
        TreeSet<String> camp = new TreeSet<>();
        authority.answers().stream().filter(Answer::isAddress).map(Answer::data).forEach(camp::add);
        camps.add(camp);
      }
    }
    return camps;
  }

  private RunCamps() {}
}
