package org.plumbline.api;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.store.Directory;

/**
 * One measurement as a page shows it: what its client got, and when by the server's clock.
 *
 * @param at corrected for the vantage's clock, never later than it was received
 */
record Run(Logged logged, Measurement measurement, Instant at, Ending ending) {
  /** What the client of a run got in the end. */
  sealed interface Ending {}

  /** It got what it came for, whatever failed on the way. */
  record Reached() implements Ending {}

  /** It did not; the first failure on its path is what it suffered. */
  record Failed(Failure failure) implements Ending {}

  /** Nothing can be said: not measured, or meant for robots. */
  record NoVote() implements Ending {}

  boolean failed() {
    return ending instanceof Failed;
  }

  boolean reached() {
    return ending instanceof Reached;
  }

  static Ending ending(Measurement measurement) {
    List<Observation> path =
        measurement.observations().stream().filter(Observation::onClientPath).toList();
    if (path.isEmpty()) {
      return new NoVote();
    }
    return switch (path.getLast().attempt().outcome()) {
      case Outcome.Ok _ -> new Reached();
      case Outcome.Inconclusive _ -> new NoVote();
      case Outcome.Failed last -> {
        Failure first =
            path.stream()
                .map(Observation::failure)
                .filter(failure -> failure != null)
                .findFirst()
                .orElse(last.failure());
        yield first.code() == Code.BLOCKED ? new NoVote() : new Failed(first);
      }
    };
  }

  /** Reads runs with the clock offsets that the vantages said last. */
  static final class Reader {
    private final Map<String, Duration> offsets = new HashMap<>();

    Reader(Directory directory) {
      for (Logged logged : directory.heartbeats()) {
        if (logged.entry() instanceof Heartbeat heartbeat && heartbeat.clockOffset() != null) {
          offsets.put(heartbeat.vantage(), heartbeat.clockOffset());
        }
      }
    }

    /**
     * @param logged a measurement
     */
    Run read(Logged logged) {
      Measurement measurement = (Measurement) logged.entry();
      Instant at =
          measurement.at().minus(offsets.getOrDefault(measurement.vantage(), Duration.ZERO));
      return new Run(
          logged,
          measurement,
          at.isAfter(logged.receivedAt()) ? logged.receivedAt() : at,
          ending(measurement));
    }
  }
}
