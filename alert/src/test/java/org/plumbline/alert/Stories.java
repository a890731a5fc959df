package org.plumbline.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.plumbline.store.Judged;
import org.plumbline.store.Store;

/** Incidents for tests, version by version. */
final class Stories {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final String ID = "0123456789abcdef";

  private final String id;
  private final List<Incident> versions = new ArrayList<>();
  Incident.State state = Incident.State.OPEN;
  Severity severity = Severity.PARTIAL;
  Category category = Category.DNS_AUTHORITATIVE_WRONG_DATA;
  String title = "shop.example shows another site's certificate, because ns1.example answers wrong";
  List<String> services = List.of("shop");
  Map<String, List<String>> pattern = Map.of("country", List.of("US"));
  List<String> failing = List.of("home-1");

  Stories(String id) {
    this.id = id;
  }

  static Stories one() {
    return new Stories(ID);
  }

  /** The next version, as the fields say. */
  Incident next() {
    int version = versions.size() + 1;
    Instant at = START.plus(Duration.ofMinutes(version));
    Cause cause =
        new Cause(
            category,
            Layer.DNS,
            new Entity(Entity.Kind.NAMESERVER, "ns1.example"),
            0.97,
            START,
            List.of(new Evidence("ns1.example answers 192.0.2.9", true, 41.2, List.of(), 14, 41)));
    Incident incident =
        new Incident(
            id,
            version,
            state,
            at,
            START,
            START,
            state == Incident.State.RESOLVED ? at : null,
            title,
            "It fails for 14 of 41 vantages.",
            services,
            List.of(new Symptom(Layer.TLS, Code.NAME_MISMATCH)),
            List.of(cause),
            List.of(),
            new Incident.Scope(pattern, failing, List.of("home-2")),
            severity,
            true,
            false,
            new Incident.View(41, 12),
            List.of(
                new Change(
                    START,
                    Change.What.ADDRESS,
                    "shop.example",
                    List.of("a"),
                    List.of("b"),
                    List.of())),
            "Ask ns1.example directly.",
            new Incident.ExpectedRecovery(at, "the wrong answer may stay in caches until then"),
            List.of(new Incident.Moment(START, "first failure")),
            null);
    versions.add(incident);
    return incident;
  }

  /** Commits a version with its alert, as the runner does. */
  static void commit(Store store, Incident incident) {
    store
        .truth()
        .commit(
            new Judged(
                store.truth().cursor() + 1,
                incident.emittedAt(),
                List.of(incident),
                List.of(new Judged.Alert(incident.id(), incident.version())),
                List.of(),
                Map.of()));
  }

  /** A version that nobody is alerted of. */
  static void commitSilently(Store store, @Nullable Incident incident) {
    store
        .truth()
        .commit(
            new Judged(
                store.truth().cursor() + 1,
                START,
                incident == null ? List.of() : List.of(incident),
                List.of(),
                List.of(),
                Map.of()));
  }
}
