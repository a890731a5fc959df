package org.plumbline.store;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** The outbox in memory. */
final class MemoryOutbox implements Outbox {
  private final TreeMap<Long, Row> rows = new TreeMap<>();
  private final Signal last = new Signal(0);

  synchronized void add(List<Judged.Alert> alerts) {
    long number = last.value();
    for (Judged.Alert alert : alerts) {
      number++;
      rows.put(number, new Row(number, alert.incident(), alert.version()));
    }
    last.raise(number);
  }

  @Override
  public synchronized List<Row> undelivered(long after, int limit) {
    return rows.tailMap(after, false).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized void delivered(long number) {
    rows.remove(number);
  }

  /** Settles a row; true for the one caller who did. */
  synchronized boolean take(long number) {
    return rows.remove(number) != null;
  }

  @Override
  public boolean awaitAfter(long after, Duration timeout) throws InterruptedException {
    return last.awaitAbove(after, timeout);
  }
}
