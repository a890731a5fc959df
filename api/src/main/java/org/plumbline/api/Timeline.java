package org.plumbline.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Depth;
import org.plumbline.model.Failure;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Service;
import org.plumbline.model.Trigger;
import org.plumbline.store.Directory;
import org.plumbline.store.Measurements;
import org.plumbline.wire.Wire;
import tools.jackson.core.JsonGenerator;

/** The scheduled routine runs of one service, by vantage, over time. */
final class Timeline {
  /** Measurements read for one answer; when it is used up, {@code from} moves up. */
  private static final int READ_MAX = 20_000;

  private static final int PAGE = 1_000;

  /** How much later than its window a run may have been received, to be shown in it. */
  private static final Duration LATE_MAX = Duration.ofMinutes(10);

  private final Directory directory;
  private final Measurements measurements;

  Timeline(Directory directory, Measurements measurements) {
    this.directory = directory;
    this.measurements = measurements;
  }

  byte[] of(Service service, Instant since, Instant until) {
    Map<String, List<Run>> byVantage = new TreeMap<>();
    Run.Reader reader = new Run.Reader(directory);
    Instant from = since;
    long before = Measurements.NEWEST;
    Measurements.Filter filter =
        new Measurements.Filter(service.id(), null, since, until.plus(LATE_MAX));
    for (int read = 0; ; read += PAGE) {
      Measurements.Page page = measurements.find(filter, before, PAGE);
      for (Logged logged : page.measurements()) {
        Run run = reader.read(logged);
        if (scheduled(run.measurement()) && !run.at().isBefore(since) && run.at().isBefore(until)) {
          byVantage.computeIfAbsent(run.measurement().vantage(), _ -> new ArrayList<>()).add(run);
        }
      }
      if (page.next() == 0) {
        break;
      }
      if (read + PAGE >= READ_MAX) {
        from = page.measurements().getLast().receivedAt();
        break;
      }
      before = page.next();
    }
    return json(service, from, until, byVantage);
  }

  private static boolean scheduled(Measurement run) {
    return run.depth() == Depth.ROUTINE
        && (run.trigger() == null || run.trigger() == Trigger.SCHEDULE);
  }

  private static byte[] json(
      Service service, Instant from, Instant until, Map<String, List<Run>> byVantage) {
    return Json.object(json -> {
      json.writeStringProperty("from", Wire.write(from));
      json.writeStringProperty("to", Wire.write(until));
      json.writeNumberProperty("stepMs", step(service).toMillis());
      json.writeArrayPropertyStart("vantages");
      byVantage.forEach((vantage, runs) -> {
        json.writeStartObject();
        json.writeStringProperty("vantage", vantage);
        json.writeArrayPropertyStart("cells");
        runs.reversed().stream()
            .filter(run -> !run.at().isBefore(from))
            .forEach(run -> cell(json, run));
        json.writeEndArray();
        json.writeEndObject();
      });
      json.writeEndArray();
    });
  }

  /** One column is one round of the service's quickest check. */
  private static Duration step(Service service) {
    return service.checks().stream()
        .map(Check::interval)
        .min(Duration::compareTo)
        .orElse(Duration.ofMinutes(1));
  }

  private static void cell(JsonGenerator json, Run run) {
    json.writeStartObject();
    json.writeStringProperty("at", Wire.write(run.at()));
    json.writeStringProperty("state", state(run.ending()));
    Failure failure = run.ending() instanceof Run.Failed(Failure it) ? it : null;
    writeFailure(json, failure);
    json.writeEndObject();
  }

  private static String state(Run.Ending ending) {
    return switch (ending) {
      case Run.Reached _ -> "ok";
      case Run.Failed _ -> "fail";
      case Run.NoVote _ -> "inconclusive";
    };
  }

  private static void writeFailure(JsonGenerator json, @Nullable Failure failure) {
    if (failure != null) {
      json.writeStringProperty("layer", failure.layer().word());
      json.writeStringProperty("code", failure.code().word());
    }
  }
}
