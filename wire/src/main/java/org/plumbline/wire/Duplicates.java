package org.plumbline.wire;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.plumbline.model.Entry;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;

/**
 * Finds entries that a log already has (data formats, "Identity"). A service or vantage is a
 * duplicate only of the one that stands; all else of anything before it. Memory grows with the
 * number of entries other than measurements; these are kept as ranges of sequences.
 */
public final class Duplicates {
  private record HeartbeatKey(String vantage, int epoch, Instant at) {}

  private record GapKey(String vantage, int epoch, long from) {}

  private final Map<String, Sequences> measurements = new HashMap<>();
  private final Set<Object> others = new HashSet<>();
  private final Map<String, Entry> standing = new HashMap<>();

  /** Whether the entry is new; from now on it is known. */
  public boolean add(Entry entry) {
    return switch (entry) {
      case Measurement measurement -> addMeasurement(measurement.id());
      case Heartbeat heartbeat ->
          others.add(new HeartbeatKey(heartbeat.vantage(), heartbeat.epoch(), heartbeat.at()));
      case Gap gap -> others.add(new GapKey(gap.vantage(), gap.epoch(), gap.from()));
      case Route route -> others.add(route);
      case Tick tick -> others.add(tick);
      case Service service -> !service.equals(standing.put("service " + service.id(), service));
      case Vantage vantage -> !vantage.equals(standing.put("vantage " + vantage.id(), vantage));
    };
  }

  private boolean addMeasurement(String id) {
    int colon = id.lastIndexOf(':');
    String digits = id.substring(colon + 1);
    if (colon > 0 && isPlainNumber(digits)) {
      return measurements
          .computeIfAbsent(id.substring(0, colon), agent -> new Sequences())
          .add(Long.parseLong(digits));
    }
    return others.add(id);
  }

  /** Whether the text is the only way to write its number, so that it may stand for the id. */
  private static boolean isPlainNumber(String digits) {
    return !digits.isEmpty()
        && digits.length() <= 18
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && (digits.length() == 1 || digits.charAt(0) != '0');
  }
}
