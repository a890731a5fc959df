package org.plumbline.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which entries a log has, by their identities (data formats, "Time and order"). A service or
 * vantage is a duplicate only of the one that stands; all else of anything before it. Memory grows
 * with the number of entries other than measurements; these are kept as ranges of sequences.
 */
public final class Identities {
  private record Stream(String vantage, int epoch) {}

  private record HeartbeatKey(String vantage, int epoch, Instant at) {}

  private record GapKey(String vantage, int epoch, long from) {}

  private final Map<Stream, Sequences> measurements = new HashMap<>();
  private final Set<Object> others = new HashSet<>();
  private final Map<String, Entry> standing = new HashMap<>();

  /** Takes the identity of an entry; false when it was taken. */
  public boolean add(Entry entry) {
    return switch (entry) {
      case Measurement measurement -> addMeasurement(measurement.id());
      case Heartbeat beat ->
          others.add(
              new HeartbeatKey(
                  beat.vantage(), beat.epoch(), beat.at().truncatedTo(ChronoUnit.MILLIS)));
      case Gap gap -> others.add(new GapKey(gap.vantage(), gap.epoch(), gap.from()));
      case Route route -> others.add(route);
      case Tick tick -> others.add(tick);
      case Service service -> !service.equals(standing.put("service " + service.id(), service));
      case Vantage vantage -> !vantage.equals(standing.put("vantage " + vantage.id(), vantage));
    };
  }

  /** A recording of others may have ids of another form: each is then kept as it is. */
  private boolean addMeasurement(String text) {
    Optional<MeasurementId> parsed = MeasurementId.parse(text);
    if (parsed.isEmpty()) {
      return others.add(text);
    }
    MeasurementId id = parsed.get();
    return measurements
        .computeIfAbsent(new Stream(id.vantage(), id.epoch()), stream -> new Sequences())
        .add(id.sequence());
  }
}
