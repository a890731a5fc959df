package org.plumbline.wire;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.model.Cause;
import org.plumbline.model.Incident;

/**
 * An incident in few bytes, for who takes no more: still an {@code incident} record, with the
 * numbers of what was left out and the address of the evidence.
 */
final class IncidentDigest {
  private static final int TEXT_CHARACTERS_MAX = 300;
  private static final int WORD_CHARACTERS_MAX = 80;
  private static final int SERVICES_MAX = 10;
  private static final int CAUSES_MAX = 2;
  private static final int VALUES_MAX = 3;
  private static final int MOMENTS_MAX = 2;

  private IncidentDigest() {}

  /** How much there is of what the digest leaves out. */
  private record Counts(
      int services, int causes, int evidence, int failing, int healthy, int changes, int moments) {
    static Counts of(Incident incident) {
      return new Counts(
          incident.services().size(),
          incident.causes().size(),
          incident.causes().stream().mapToInt(cause -> cause.evidence().size()).sum(),
          incident.scope().failing().size(),
          incident.scope().healthy().size(),
          incident.changes().size(),
          incident.timeline().size());
    }
  }

  static void write(JsonOut out, Incident incident, String evidence) {
    IncidentWriter.incident(out, shortened(incident));
    out.nested(
        "counts",
        Counts.of(incident),
        (o, counts) ->
            o.whole("services", counts.services())
                .whole("causes", counts.causes())
                .whole("evidence", counts.evidence())
                .whole("failing", counts.failing())
                .whole("healthy", counts.healthy())
                .whole("changes", counts.changes())
                .whole("timeline", counts.moments()));
    out.text("evidence", evidence);
  }

  private static Incident shortened(Incident whole) {
    return new Incident(
        whole.id(),
        whole.version(),
        whole.state(),
        whole.emittedAt(),
        whole.startedAt(),
        whole.openedAt(),
        whole.endedAt(),
        text(whole.title()),
        text(whole.summary()),
        words(whole.services(), SERVICES_MAX),
        first(whole.symptoms(), VALUES_MAX),
        first(whole.causes(), CAUSES_MAX).stream().map(IncidentDigest::withoutEvidence).toList(),
        List.of(),
        new Incident.Scope(pattern(whole.scope().pattern()), List.of(), List.of()),
        whole.severity(),
        whole.confirmed(),
        whole.backfill(),
        whole.view(),
        List.of(),
        whole.settles() == null ? null : text(whole.settles()),
        whole.expectedRecovery() == null
            ? null
            : new Incident.ExpectedRecovery(
                whole.expectedRecovery().at(), text(whole.expectedRecovery().because())),
        last(whole.timeline()),
        whole.mergedInto());
  }

  private static Cause withoutEvidence(Cause cause) {
    return new Cause(
        cause.category(),
        cause.layer(),
        cause.entity(),
        cause.confidence(),
        cause.since(),
        List.of());
  }

  private static Map<String, List<String>> pattern(Map<String, List<String>> pattern) {
    TreeMap<String, List<String>> few = new TreeMap<>();
    pattern.forEach((key, values) -> few.put(key, words(values, VALUES_MAX)));
    return Collections.unmodifiableMap(few);
  }

  private static List<Incident.Moment> last(List<Incident.Moment> timeline) {
    return timeline.subList(Math.max(0, timeline.size() - MOMENTS_MAX), timeline.size()).stream()
        .map(moment -> new Incident.Moment(moment.at(), text(moment.text())))
        .toList();
  }

  private static List<String> words(List<String> values, int max) {
    return first(values, max).stream().map(value -> cut(value, WORD_CHARACTERS_MAX)).toList();
  }

  private static <T> List<T> first(List<T> values, int max) {
    return values.subList(0, Math.min(max, values.size()));
  }

  private static String text(String text) {
    return cut(text, TEXT_CHARACTERS_MAX);
  }

  /** The first characters, never half of a pair. */
  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "...";
  }
}
