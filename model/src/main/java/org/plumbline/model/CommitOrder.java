package org.plumbline.model;

import java.util.Comparator;
import java.util.function.Function;

/**
 * The order of entries that share one {@code receivedAt}: by kind, then id, then the bytes of the
 * line (data formats, "Time and order"). A tick follows all others.
 */
public final class CommitOrder {
  private CommitOrder() {}

  /**
   * The order of whatever holds an entry.
   *
   * @param byLine compares the bytes of the lines without {@code receivedAt}, unsigned; asked only
   *     where kind and id are equal
   */
  public static <T> Comparator<T> of(Function<T, Entry> entry, Comparator<T> byLine) {
    return Comparator.comparing(
            entry, Comparator.comparingInt(CommitOrder::rank).thenComparing(CommitOrder::id))
        .thenComparing(byLine);
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

  /**
   * The {@code id} field. Kinds without one are ordered by their line; that of a heartbeat or gap
   * begins with its vantage, which stands here because it is at hand and the line is not.
   */
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
