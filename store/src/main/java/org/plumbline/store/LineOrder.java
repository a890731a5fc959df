package org.plumbline.store;

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
 * The order of lines inside one group commit: kind, then id, then bytes of the line
 * (docs/data-formats.md, "Time and order").
 */
public final class LineOrder implements Comparator<EntryLine> {
  @Override
  public int compare(EntryLine a, EntryLine b) {
    int byKind = Integer.compare(rank(a.entry()), rank(b.entry()));
    if (byKind != 0) {
      return byKind;
    }
    int byId = id(a.entry()).compareTo(id(b.entry()));
    return byId != 0 ? byId : a.compareBytes(b);
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

  /** The {@code id} field; kinds without one are ordered by their bytes alone. */
  private static String id(Entry entry) {
    return switch (entry) {
      case Service service -> service.id();
      case Vantage vantage -> vantage.id();
      case Measurement measurement -> measurement.id();
      case Route route -> "";
      case Heartbeat heartbeat -> "";
      case Gap gap -> "";
      case Tick tick -> "";
    };
  }
}
