package org.plumbline.wire;

import java.util.Arrays;
import java.util.Comparator;
import org.plumbline.model.Entry;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;

/**
 * The order of entries that share one {@code receivedAt}: by kind, then id, then the bytes of the
 * line (data formats, "Time and order"). A tick follows all others.
 */
public final class LogOrder {
  /** By kind, then id, then the bytes of the line without {@code receivedAt}. */
  public static final Comparator<Entry> WITHIN_COMMIT =
      Comparator.comparingInt(LogOrder::rank)
          .thenComparing(LogOrder::id)
          .thenComparing(LogOrder::byLine);

  private LogOrder() {}

  /** Entries with the same name are few: only for them are the bytes made. */
  private static int byLine(Entry a, Entry b) {
    return a.equals(b) ? 0 : Arrays.compareUnsigned(Wire.write(a), Wire.write(b));
  }

  private static int rank(Entry entry) {
    return switch (entry) {
      case Service service -> 0;
      case Vantage vantage -> 1;
      case Route route -> 2;
      case Heartbeat heartbeat -> 3;
      case Gap gap -> 4;
      case Measurement measurement -> 5;
      case Tick tick -> 6;
    };
  }

  /** What the kind has as its name; empty for kinds that are told apart by their line alone. */
  private static String id(Entry entry) {
    return switch (entry) {
      case Service service -> service.id();
      case Vantage vantage -> vantage.id();
      case Measurement measurement -> measurement.id();
      case Heartbeat heartbeat -> heartbeat.vantage();
      case Gap gap -> gap.vantage();
      case Route route -> "";
      case Tick tick -> "";
    };
  }
}
