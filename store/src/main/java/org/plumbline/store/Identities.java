package org.plumbline.store;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;

/** Which records a log in memory has, by the identities of docs/data-formats.md. */
final class Identities {
  private record HeartbeatKey(String vantage, int epoch, long atMillis) {}

  private record GapKey(String vantage, int epoch, long from) {}

  private record RouteKey(String line) {}

  private final Set<Object> known = new HashSet<>();
  private final StandingRecords directory;

  Identities(StandingRecords directory) {
    this.directory = directory;
  }

  /** Takes the identity of a line; false when it was taken. */
  boolean add(EntryLine line) {
    return switch (line.entry()) {
      case Measurement measurement ->
          known.add(MeasurementId.parse(measurement.id()).orElseThrow());
      case Heartbeat beat ->
          known.add(new HeartbeatKey(beat.vantage(), beat.epoch(), beat.at().toEpochMilli()));
      case Gap gap -> known.add(new GapKey(gap.vantage(), gap.epoch(), gap.from()));
      case Route route -> known.add(new RouteKey(Arrays.toString(line.bytes())));
      case Service service -> differs(directory.service(service.id()), service);
      case Vantage vantage -> differs(directory.vantage(vantage.id()), vantage);
      case Tick tick -> throw new IllegalArgumentException("ticks are the log's own");
    };
  }

  private static <T> boolean differs(Optional<T> standing, T other) {
    return standing.isEmpty() || !standing.get().equals(other);
  }
}
