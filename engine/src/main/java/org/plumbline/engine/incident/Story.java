package org.plumbline.engine.incident;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Sample;
import org.plumbline.engine.diagnose.Diagnosis;
import org.plumbline.model.Incident;
import org.plumbline.model.Layer;
import org.plumbline.model.Severity;
import org.plumbline.model.Symptom;

/** One incident while it lives. */
final class Story implements Serializable {
  private static final double SURE = 0.5;
  private static final int MOMENTS_MAX = 60;

  /** A symptom rarer than this among an incident's failures is weather. */
  private static final double OWN_SYMPTOM = 0.03;

  final String id;
  final Layer firstLayer;
  final Set<String> checks = new TreeSet<>();
  final Set<String> services = new TreeSet<>();
  final TreeMap<String, Integer> symptoms = new TreeMap<>();
  final Set<Symptom> own = new java.util.HashSet<>();
  final TreeMap<String, Symptom> symptomOf = new TreeMap<>();
  final List<Incident.Moment> timeline = new ArrayList<>();
  long startedAt;

  /** When it began to fail the last time: its start, or when it opened again. */
  long failingSince;

  long lastFailure;
  long diagnosedAt;
  long emittedTick;
  boolean slow;
  boolean dirty = true;
  int version;
  Incident.State state = Incident.State.OPEN;
  @Nullable Instant openedAt;
  @Nullable Instant endedAt;
  Severity severity = Severity.DEGRADED;
  Severity worst = Severity.DEGRADED;
  Diagnosis diagnosis;
  @Nullable Incident told;

  Story(String id, Layer firstLayer, long startedAt, Diagnosis diagnosis) {
    this.id = id;
    this.firstLayer = firstLayer;
    this.startedAt = startedAt;
    this.failingSince = startedAt;
    this.diagnosis = diagnosis;
  }

  boolean live() {
    return state == Incident.State.OPEN || state == Incident.State.RECOVERING;
  }

  /** Whether a sample is accounted for by this story, so that it raises no second alarm. */
  boolean owns(Sample sample) {
    if (placed()) {
      Symptom symptom = sample.symptom();
      return diagnosis.owns().test(sample, symptom);
    }
    return checks.contains(sample.check());
  }

  /** Whether the cause is surely one of a place; else the story answers for its checks whole. */
  boolean placed() {
    return diagnosis.place() && diagnosis.causes().getFirst().confidence() >= SURE;
  }

  /** Whether a sample is a failure of this story's kind. */
  boolean suffers(Sample sample) {
    if (!checks.contains(sample.check()) || (placed() && !owns(sample))) {
      return false;
    }
    if (sample.symptom() == null) {
      return slow && sample.slow();
    }
    return own.contains(sample.symptom());
  }

  static String name(Symptom symptom) {
    return symptom.layer().word() + "/" + symptom.code().word();
  }

  /** The symptoms of its kind, commonest first. */
  List<Symptom> commonest() {
    int all = symptoms.values().stream().mapToInt(Integer::intValue).sum();
    return symptoms.entrySet().stream()
        .filter(entry -> entry.getValue() >= Math.max(1, OWN_SYMPTOM * all))
        .sorted((one, other) ->
            one.getValue().equals(other.getValue())
                ? one.getKey().compareTo(other.getKey())
                : Integer.compare(other.getValue(), one.getValue()))
        .map(entry -> symptomOf.get(entry.getKey()))
        .filter(symptom -> symptom != null)
        .toList();
  }

  /** Which symptoms are its own follows from the counts. */
  void counted() {
    own.clear();
    own.addAll(commonest());
  }

  void happened(long at, String text) {
    if (timeline.size() < MOMENTS_MAX) {
      timeline.add(new Incident.Moment(Instant.ofEpochMilli(at), text));
    }
  }

  String causeKey() {
    var cause = diagnosis.causes().getFirst();
    return cause.category() + " " + cause.entity();
  }
}
