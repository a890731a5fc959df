package org.plumbline.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Change;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Evidence;
import org.plumbline.model.Incident;
import org.plumbline.model.Layer;
import org.plumbline.model.Severity;
import org.plumbline.model.Symptom;

/** Reads an incident back, as the stores keep it. */
final class IncidentReader {
  private static final Words<Incident.State> STATES = new Words<>(Incident.State.values());
  private static final Words<Severity> SEVERITIES = new Words<>(Severity.values());
  private static final Words<Category> CATEGORIES = new Words<>(Category.values());
  private static final Words<Layer> LAYERS = new Words<>(Layer.values());
  private static final Words<Code> CODES = new Words<>(Code.values());
  private static final Words<Change.What> WHATS = new Words<>(Change.What.values());

  private String id = "";
  private int version;
  private Incident.State state = Incident.State.SUSPECTED;
  private Instant emittedAt = Instant.EPOCH;
  private Instant startedAt = Instant.EPOCH;
  private @Nullable Instant openedAt;
  private @Nullable Instant endedAt;
  private String title = "";
  private String summary = "";
  private List<String> services = List.of();
  private List<Symptom> symptoms = List.of();
  private List<Cause> causes = List.of();
  private List<Cause> alternatives = List.of();
  private Incident.Scope scope = new Incident.Scope(Map.of(), List.of(), List.of());
  private @Nullable Severity severity;
  private boolean confirmed;
  private boolean backfill;
  private Incident.View view = new Incident.View(0, 0);
  private List<Change> changes = List.of();
  private @Nullable String settles;
  private Incident.@Nullable ExpectedRecovery expectedRecovery;
  private List<Incident.Moment> timeline = List.of();
  private @Nullable String mergedInto;

  private IncidentReader() {}

  static Incident read(JsonIn in) throws Unreadable {
    IncidentReader draft = new IncidentReader();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      draft.field(name, in);
    }
    in.end();
    return draft.build();
  }

  private void field(String name, JsonIn in) throws Unreadable {
    switch (name) {
      case "id" -> id = in.text();
      case "version" -> version = in.small();
      case "state" -> state = in.word(STATES);
      case "emittedAt" -> emittedAt = in.instant();
      case "startedAt" -> startedAt = in.instant();
      case "openedAt" -> openedAt = in.instant();
      case "endedAt" -> endedAt = in.instant();
      case "title" -> title = in.text();
      case "summary" -> summary = in.text();
      case "services" -> services = in.texts();
      case "symptoms" -> symptoms = in.list(IncidentReader::symptom);
      case "causes" -> causes = in.list(IncidentReader::cause);
      case "alternatives" -> alternatives = in.list(IncidentReader::cause);
      case "scope" -> scope = scope(in);
      case "severity" -> severity = in.word(SEVERITIES);
      case "confirmed" -> confirmed = in.flag();
      case "backfill" -> backfill = in.flag();
      case "view" -> view = view(in);
      case "changes" -> changes = in.list(IncidentReader::change);
      case "settles" -> settles = in.text();
      case "expectedRecovery" -> {
        Incident.Moment moment = moment(in, "because");
        expectedRecovery = new Incident.ExpectedRecovery(moment.at(), moment.text());
      }
      case "timeline" -> timeline = in.list(value -> moment(value, "text"));
      case "mergedInto" -> mergedInto = in.text();
      default -> in.skip();
    }
  }

  private Incident build() throws Unreadable {
    if (id.isEmpty()) {
      throw new Unreadable("/id is missing");
    }
    return new Incident(
        id,
        version,
        state,
        emittedAt,
        startedAt,
        openedAt,
        endedAt,
        title,
        summary,
        services,
        symptoms,
        causes,
        alternatives,
        scope,
        severity,
        confirmed,
        backfill,
        view,
        changes,
        settles,
        expectedRecovery,
        timeline,
        mergedInto);
  }

  private static Symptom symptom(JsonIn in) throws Unreadable {
    in.openObject();
    Layer layer = Layer.NONE;
    Code code = Code.OTHER;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "layer" -> layer = in.word(LAYERS);
        case "code" -> code = in.wordOr(CODES, Code.OTHER);
        default -> in.skip();
      }
    }
    return new Symptom(layer, code);
  }

  private static Cause cause(JsonIn in) throws Unreadable {
    in.openObject();
    Category category = Category.UNKNOWN;
    Layer layer = Layer.NONE;
    Entity entity = null;
    double confidence = 0;
    Instant since = null;
    List<Evidence> evidence = List.of();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "category" -> category = in.word(CATEGORIES);
        case "layer" -> layer = in.word(LAYERS);
        case "entity" -> entity = Parts.entity(in);
        case "confidence" -> confidence = in.number();
        case "since" -> since = in.instant();
        case "evidence" -> evidence = in.list(IncidentReader::evidence);
        default -> in.skip();
      }
    }
    return new Cause(category, layer, entity, confidence, since, evidence);
  }

  private static Evidence evidence(JsonIn in) throws Unreadable {
    in.openObject();
    String claim = "";
    boolean supports = false;
    double nats = 0;
    List<String> measurements = List.of();
    Integer failing = null;
    Integer total = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "claim" -> claim = in.text();
        case "supports" -> supports = in.flag();
        case "nats" -> nats = in.number();
        case "measurements" -> measurements = in.texts();
        case "failing" -> failing = in.small();
        case "total" -> total = in.small();
        default -> in.skip();
      }
    }
    return new Evidence(claim, supports, nats, measurements, failing, total);
  }

  private static Incident.Scope scope(JsonIn in) throws Unreadable {
    in.openObject();
    Map<String, List<String>> pattern = Map.of();
    List<String> failing = List.of();
    List<String> healthy = List.of();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "pattern" -> pattern = in.map(JsonIn::texts);
        case "failing" -> failing = in.texts();
        case "healthy" -> healthy = in.texts();
        default -> in.skip();
      }
    }
    return new Incident.Scope(pattern, failing, healthy);
  }

  private static Incident.View view(JsonIn in) throws Unreadable {
    in.openObject();
    int vantages = 0;
    int networks = 0;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "vantages" -> vantages = in.small();
        case "networks" -> networks = in.small();
        default -> in.skip();
      }
    }
    return new Incident.View(vantages, networks);
  }

  private static Change change(JsonIn in) throws Unreadable {
    in.openObject();
    Instant at = Instant.EPOCH;
    Change.What what = Change.What.STATUS;
    String entity = null;
    List<String> before = List.of();
    List<String> after = List.of();
    List<String> measurements = List.of();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "at" -> at = in.instant();
        case "what" -> what = in.word(WHATS);
        case "entity" -> entity = in.text();
        case "before" -> before = in.texts();
        case "after" -> after = in.texts();
        case "measurements" -> measurements = in.texts();
        default -> in.skip();
      }
    }
    return new Change(at, what, entity, before, after, measurements);
  }

  private static Incident.Moment moment(JsonIn in, String textField) throws Unreadable {
    in.openObject();
    Instant at = Instant.EPOCH;
    String text = "";
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      if (name.equals("at")) {
        at = in.instant();
      } else if (name.equals(textField)) {
        text = in.text();
      } else {
        in.skip();
      }
    }
    return new Incident.Moment(at, text);
  }
}
