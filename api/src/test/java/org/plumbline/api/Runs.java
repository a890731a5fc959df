package org.plumbline.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.plumbline.model.Attempt;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Code;
import org.plumbline.model.Depth;
import org.plumbline.model.Entity;
import org.plumbline.model.Evidence;
import org.plumbline.model.Failure;
import org.plumbline.model.Family;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Incident;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Severity;
import org.plumbline.model.Trigger;

/** Records with the endings that tests need. */
final class Runs {
  static final Outcome OK = new Outcome.Ok();
  static final Outcome REFUSED = failed(Layer.TCP, Code.REFUSED);

  private Runs() {}

  static Outcome failed(Layer layer, Code code) {
    return new Outcome.Failed(new Failure(layer, code, "raw"));
  }

  static Measurement run(
      String id, Instant at, Depth depth, Trigger trigger, Outcome... operations) {
    return new Measurement(
        id,
        "shop/https",
        "shop",
        id.substring(0, id.indexOf(':')),
        at,
        Family.V4,
        depth,
        trigger,
        null,
        null,
        List.of(operations).stream().map(Runs::connection).toList());
  }

  static Measurement routine(String id, Instant at, Outcome... operations) {
    return run(id, at, Depth.ROUTINE, Trigger.SCHEDULE, operations);
  }

  private static Observation connection(Outcome outcome) {
    return new Observation.Tcp(new Attempt(Duration.ofMillis(9), outcome), "192.0.2.1", null, 443);
  }

  static Heartbeat heartbeat(String vantage, Instant at, int anchorsOk, Duration clockOffset) {
    return new Heartbeat(
        vantage,
        at,
        1,
        null,
        new Heartbeat.Tally(5, anchorsOk),
        null,
        null,
        null,
        null,
        null,
        clockOffset,
        List.of(),
        null,
        null);
  }

  /** An incident with one cause, whose evidence is {@code ids}. */
  static Incident incident(
      Incident.State state,
      Category category,
      Entity entity,
      List<String> services,
      Incident.Scope scope,
      List<String> ids) {
    Instant start = Running.START;
    Cause cause =
        new Cause(
            category,
            Layer.TCP,
            entity,
            0.9,
            start,
            List.of(new Evidence("it fails", true, 3, ids, 1, 2)));
    return new Incident(
        "incident-" + category.word(),
        1,
        state,
        start,
        start,
        start,
        null,
        "title",
        "summary",
        services,
        List.of(),
        List.of(cause),
        List.of(),
        scope,
        Severity.PARTIAL,
        false,
        false,
        new Incident.View(2, 2),
        List.of(),
        null,
        null,
        List.of(),
        null);
  }

  static Incident.Scope scope(List<String> failing, List<String> healthy) {
    return new Incident.Scope(Map.of(), failing, healthy);
  }
}
