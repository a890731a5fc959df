package org.plumbline.store;

import java.time.Duration;
import java.util.List;

/** What people are yet to be told: one row for each alerted version of an incident. */
public interface Outbox {
  /**
   * A version to tell people of.
   *
   * @param number rises from row to row
   */
  record Row(long number, String incident, int version) {}

  /** At most {@code limit} undelivered rows behind number {@code after}, oldest first. */
  List<Row> undelivered(long after, int limit);

  /** Settles a row: told to all who are to be told. Harmless when it is settled already. */
  void delivered(long number);

  /** Waits until there was a row behind number {@code after}; false when time is over first. */
  boolean awaitAfter(long after, Duration timeout) throws InterruptedException;
}
