package org.plumbline.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.lab.Served;
import org.plumbline.lab.Truth;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Entity;
import org.plumbline.model.Incident;
import org.plumbline.model.Measurement;
import org.plumbline.model.Outcome;

/** Holds what was diagnosed against the scenario's truth: the one reader of it. */
final class LabJudgement {
  /**
   * A vantage is hit when it failed in so much of its runs (data formats, {@code scope.failing}).
   */
  private static final double HIT_SHARE = 0.05;

  /** How many vantages may be told wrong, hit for spared or the reverse. */
  private static final int SCOPE_WRONG_MAX = 1;

  /** More runs than this made useless by the machine: it is too slow for the lab. */
  private static final double OVERLOADED_SHARE_MAX = 0.05;

  private final List<String> wrong = new ArrayList<>();

  private LabJudgement() {}

  /** What is not as the truth says; empty when all is right. */
  static List<String> of(Truth truth, List<Served> served, List<Incident> said) {
    LabJudgement judgement = new LabJudgement();
    Map<String, Incident> opened = opened(said);
    List<Incident> services = new ArrayList<>();
    List<Incident> others = new ArrayList<>();
    opened
        .values()
        .forEach(incident -> (incident.services().isEmpty() ? others : services).add(incident));
    judgement.services(truth, served, services);
    judgement.vantages(truth, others);
    return judgement.wrong;
  }

  /** The newest version of each incident that was ever open. */
  private static Map<String, Incident> opened(List<Incident> said) {
    Map<String, Incident> newest = new LinkedHashMap<>();
    Set<String> opened = new HashSet<>();
    for (Incident incident : said) {
      newest.put(incident.id(), incident);
      if (incident.state() == Incident.State.OPEN) {
        opened.add(incident.id());
      }
    }
    newest.keySet().retainAll(opened);
    return newest;
  }

  private void services(Truth truth, List<Served> served, List<Incident> opened) {
    boolean expected = !truth.quiet() && !truth.services().isEmpty();
    if (opened.size() != (expected ? 1 : 0)) {
      wrong.add(
          "%d incidents about services were opened, not %d"
              .formatted(opened.size(), expected ? 1 : 0));
    }
    for (Incident incident : opened) {
      if (expected) {
        story(truth, served, incident);
      } else {
        wrong.add("opened: " + incident.title());
      }
    }
  }

  private void story(Truth truth, List<Served> served, Incident incident) {
    if (!Set.copyOf(incident.services()).equals(Set.copyOf(truth.services()))) {
      wrong.add("services are %s, not %s".formatted(incident.services(), truth.services()));
    }
    Cause cause = incident.causes().isEmpty() ? null : incident.causes().getFirst();
    if (cause == null || !truth.categories().contains(cause.category())) {
      wrong.add(
          "the cause is %s, not %s"
              .formatted(
                  cause == null ? "none" : cause.category().word(),
                  either(truth.categories().stream().map(Category::word))));
    }
    if (cause == null || !truth.entities().contains(cause.entity())) {
      wrong.add(
          "the cause names %s, not %s"
              .formatted(
                  named(cause == null ? null : cause.entity()),
                  either(truth.entities().stream().map(LabJudgement::named))));
    }
    truth
        .symptom()
        .filter(symptom -> !incident.symptoms().contains(symptom))
        .ifPresent(symptom ->
            wrong.add(
                "the symptoms lack %s/%s"
                    .formatted(symptom.layer().word(), symptom.code().word())));
    if (truth.ends().isPresent() && incident.state() != Incident.State.RESOLVED) {
      wrong.add("it ends " + incident.state().word());
    }
    scope(truth, served, incident);
  }

  private static String named(@Nullable Entity entity) {
    return entity == null ? "nothing" : entity.kind().word() + " " + entity.id();
  }

  private static String either(Stream<String> words) {
    return words.collect(Collectors.joining(" or "));
  }

  private void scope(Truth truth, List<Served> served, Incident incident) {
    Set<String> hit = new TreeSet<>();
    Set<String> spared = new TreeSet<>();
    for (Served one : served) {
      boolean concerned =
          truth.services().stream().anyMatch(service -> one.check().startsWith(service + "/"));
      if (concerned && one.wrong() == 0) {
        spared.add(one.vantage());
      } else if (concerned && one.wrong() >= HIT_SHARE * one.served()) {
        hit.add(one.vantage());
      }
    }
    spared.removeAll(hit);
    Set<String> mistold = new TreeSet<>(incident.scope().failing());
    mistold.retainAll(spared);
    Set<String> missed = new TreeSet<>(hit);
    missed.removeAll(Set.copyOf(incident.scope().failing()));
    mistold.addAll(missed);
    if (mistold.size() > SCOPE_WRONG_MAX) {
      wrong.add("told wrong whether they are hit: " + String.join(", ", mistold));
    }
  }

  private void vantages(Truth truth, List<Incident> opened) {
    Set<String> unblamed = new TreeSet<>(truth.vantageFaults());
    for (Incident incident : opened) {
      Entity entity = incident.causes().isEmpty() ? null : incident.causes().getFirst().entity();
      boolean right =
          entity != null
              && incident.causes().getFirst().category() == Category.VANTAGE_FAULT
              && unblamed.remove(entity.id());
      if (!right) {
        wrong.add("opened: " + incident.title());
      }
    }
    unblamed.forEach(
        vantage -> wrong.add("nobody says that %s is at fault itself".formatted(vantage)));
  }

  /** Whether too many runs were useless because this machine was busy. */
  static boolean tooSlow(long runs, long overloaded) {
    return overloaded > OVERLOADED_SHARE_MAX * runs;
  }

  static boolean overloaded(Measurement measurement) {
    return measurement.observations().stream()
        .anyMatch(observation ->
            observation.attempt().outcome() instanceof Outcome.Inconclusive(String reason)
                && reason.equals(LabAgents.OVERLOADED));
  }
}
