package org.plumbline.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.model.Cause;
import org.plumbline.model.Change;
import org.plumbline.model.Evidence;
import org.plumbline.model.Incident;
import org.plumbline.model.Symptom;

/**
 * What a mail says, before it becomes text or HTML; parts of it come from the network and are
 * hostile until they are rendered.
 *
 * @param headline what has happened, in a sentence
 * @param title of the incident, a sentence too
 * @param link to the incident
 */
record Letter(String headline, String title, String summary, List<Fact> facts, String link) {
  private static final int CLAIMS_MAX = 4;
  private static final int CAUSES_MAX = 3;
  private static final int CHANGES_MAX = 5;
  private static final int MOMENTS_MAX = 10;
  private static final int NAMES_MAX = 12;

  /** A heading and its lines, at least one. */
  record Fact(String heading, List<String> lines) {
    Fact {
      lines = List.copyOf(lines);
    }
  }

  Letter {
    facts = List.copyOf(facts);
  }

  static Letter of(Message message, Links links) {
    Incident incident = message.incident();
    List<Fact> facts = new ArrayList<>();
    add(facts, "Why", causes(incident.causes()));
    add(facts, "Who is hit", scope(incident));
    add(facts, "Services", names(incident.services()));
    add(facts, "What is suffered", symptoms(incident.symptoms()));
    add(facts, "What changed", changes(incident.changes()));
    if (incident.settles() != null) {
      add(facts, "What settles it", List.of(incident.settles()));
    }
    if (incident.expectedRecovery() != null) {
      add(
          facts,
          "Expected to be over",
          List.of(
              Sentences.moment(incident.expectedRecovery().at())
                  + ": "
                  + incident.expectedRecovery().because()));
    }
    add(facts, "Timeline", timeline(incident.timeline()));
    return new Letter(
        Sentences.headline(message),
        incident.title(),
        incident.summary(),
        facts,
        links.incident(incident.id()));
  }

  private static void add(List<Fact> facts, String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      facts.add(new Fact(heading, lines));
    }
  }

  private static List<String> causes(List<Cause> causes) {
    List<String> lines = new ArrayList<>();
    for (Cause cause : first(causes, CAUSES_MAX)) {
      lines.add(Sentences.cause(cause));
      first(cause.evidence(), CLAIMS_MAX).forEach(it -> lines.add("- " + claim(it)));
    }
    return lines;
  }

  private static String claim(Evidence evidence) {
    String count =
        evidence.failing() == null || evidence.total() == null
            ? ""
            : " (" + evidence.failing() + " of " + evidence.total() + ")";
    return (evidence.supports() ? "" : "against it: ") + evidence.claim() + count;
  }

  private static List<String> scope(Incident incident) {
    if (incident.view().vantages() == 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    int hit = incident.scope().failing().size();
    int spared = incident.scope().healthy().size();
    lines.add(
        "%d of %d vantages, seen from %d networks; %d see nothing wrong"
            .formatted(hit, incident.view().vantages(), incident.view().networks(), spared));
    for (Map.Entry<String, List<String>> each : incident.scope().pattern().entrySet()) {
      lines.add(each.getKey() + ": " + String.join(", ", names(each.getValue())));
    }
    return lines;
  }

  private static List<String> symptoms(List<Symptom> symptoms) {
    return symptoms.stream().map(it -> it.layer().word() + " " + it.code().word()).toList();
  }

  private static List<String> changes(List<Change> changes) {
    return first(changes, CHANGES_MAX).stream()
        .map(it ->
            Sentences.clock(it.at())
                + " "
                + it.what().word()
                + (it.entity() == null ? "" : " of " + it.entity())
                + ": "
                + String.join(", ", names(it.before()))
                + " -> "
                + String.join(", ", names(it.after())))
        .toList();
  }

  private static List<String> timeline(List<Incident.Moment> timeline) {
    return timeline.subList(Math.max(0, timeline.size() - MOMENTS_MAX), timeline.size()).stream()
        .map(it -> Sentences.clock(it.at()) + " " + it.text())
        .toList();
  }

  private static List<String> names(List<String> names) {
    if (names.size() <= NAMES_MAX) {
      return names;
    }
    List<String> few = new ArrayList<>(first(names, NAMES_MAX));
    few.add("and " + (names.size() - NAMES_MAX) + " more");
    return few;
  }

  private static <T> List<T> first(List<T> values, int max) {
    return values.subList(0, Math.min(max, values.size()));
  }
}
