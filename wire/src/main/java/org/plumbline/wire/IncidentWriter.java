package org.plumbline.wire;

import org.plumbline.model.Cause;
import org.plumbline.model.Change;
import org.plumbline.model.Evidence;
import org.plumbline.model.Incident;
import org.plumbline.model.Symptom;
import org.plumbline.model.Verdict;

/** Writes what the engine says: incidents and verdicts. */
final class IncidentWriter {
  private IncidentWriter() {}

  static void incident(JsonOut out, Incident incident) {
    out.text("kind", "incident")
        .text("id", incident.id())
        .whole("version", incident.version())
        .word("state", incident.state())
        .instant("emittedAt", incident.emittedAt())
        .instant("startedAt", incident.startedAt())
        .instant("openedAt", incident.openedAt())
        .instant("endedAt", incident.endedAt())
        .text("title", incident.title())
        .text("summary", incident.summary())
        .textsEvenEmpty("services", incident.services())
        .listEvenEmpty("symptoms", incident.symptoms(), IncidentWriter::symptom)
        .listEvenEmpty("causes", incident.causes(), IncidentWriter::cause)
        .list("alternatives", incident.alternatives(), IncidentWriter::cause)
        .nested("scope", incident.scope(), IncidentWriter::scope)
        .word("severity", incident.severity())
        .flag("confirmed", incident.confirmed())
        .flag("backfill", incident.backfill() ? true : null)
        .nested("view", incident.view(), IncidentWriter::view)
        .list("changes", incident.changes(), IncidentWriter::change)
        .text("settles", incident.settles())
        .nested(
            "expectedRecovery",
            incident.expectedRecovery(),
            (o, recovery) -> o.instant("at", recovery.at()).text("because", recovery.because()))
        .listEvenEmpty(
            "timeline",
            incident.timeline(),
            (o, moment) -> o.instant("at", moment.at()).text("text", moment.text()))
        .text("mergedInto", incident.mergedInto());
  }

  private static void symptom(JsonOut out, Symptom symptom) {
    out.word("layer", symptom.layer()).word("code", symptom.code());
  }

  private static void cause(JsonOut out, Cause cause) {
    out.word("category", cause.category())
        .word("layer", cause.layer())
        .nested("entity", cause.entity(), Parts::entity)
        .computed("confidence", cause.confidence())
        .instant("since", cause.since())
        .listEvenEmpty("evidence", cause.evidence(), IncidentWriter::evidence);
  }

  private static void evidence(JsonOut out, Evidence evidence) {
    out.text("claim", evidence.claim())
        .flag("supports", evidence.supports())
        .computed("nats", evidence.nats())
        .textsEvenEmpty("measurements", evidence.measurements())
        .whole("failing", evidence.failing())
        .whole("total", evidence.total());
  }

  private static void scope(JsonOut out, Incident.Scope scope) {
    out.nested("pattern", scope.pattern(), (o, pattern) -> pattern.forEach(o::textsEvenEmpty))
        .textsEvenEmpty("failing", scope.failing())
        .textsEvenEmpty("healthy", scope.healthy());
  }

  private static void view(JsonOut out, Incident.View view) {
    out.whole("vantages", view.vantages()).whole("networks", view.networks());
  }

  private static void change(JsonOut out, Change change) {
    out.instant("at", change.at())
        .word("what", change.what())
        .text("entity", change.entity())
        .textsEvenEmpty("before", change.before())
        .textsEvenEmpty("after", change.after())
        .textsEvenEmpty("measurements", change.measurements());
  }

  static void verdict(JsonOut out, Verdict verdict) {
    out.text("kind", "verdict")
        .text("target", verdict.target())
        .text("measurement", verdict.measurement())
        .textsEvenEmpty("measurements", verdict.measurements())
        .flag("healthy", verdict.healthy())
        .flag("undetermined", verdict.undetermined())
        .nested("cause", verdict.cause(), IncidentWriter::cause)
        .nested("symptom", verdict.symptom(), IncidentWriter::symptom)
        .listEvenEmpty("notes", verdict.notes(), IncidentWriter::note)
        .text("explanation", verdict.explanation())
        .nested(
            "next",
            verdict.next(),
            (o, next) -> o.text("step", next.step()).text("text", next.text()));
  }

  private static void note(JsonOut out, Verdict.Note note) {
    out.word("category", note.category())
        .word("layer", note.layer())
        .nested("entity", note.entity(), Parts::entity)
        .text("text", note.text())
        .texts("evidence", note.evidence());
  }
}
