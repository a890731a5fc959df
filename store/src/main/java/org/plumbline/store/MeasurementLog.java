package org.plumbline.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The log of facts, in the order in which they came in: append only, and the order of {@code
 * receivedAt}.
 *
 * <p>A cursor is the number of entries before a place in the log: 0 is the beginning. Any number of
 * threads may read; appends exclude each other.
 */
public interface MeasurementLog {
  /**
   * Appends lines as one group commit, durable when this returns.
   *
   * <p>All get one {@code receivedAt}, later than that of the commit before even when the wall
   * clock steps back. They are ordered by {@link EntryLine#ORDER}, and duplicates are left out: a
   * measurement by id, a heartbeat by vantage, epoch and {@code at}, a gap by vantage, epoch and
   * {@code from}, a route by its line, a service or vantage only of the one that stands. Ticks that
   * are due go before.
   *
   * @param lines no ticks; ids of measurements must be {@link MeasurementId}s
   * @return what became of each line, in the order given
   * @throws StoreException when nothing was appended
   */
  List<Receipt> append(List<EntryLine> lines);

  /**
   * Appends the ticks that are due: one for each whole multiple of 10 s UTC that passed since the
   * log was opened or last written. Nothing is written for time in which the process did not run.
   */
  void tick();

  /** At most {@code limit} entries behind the cursor; none when the cursor is at the end. */
  LogPage read(long cursor, int limit);

  /**
   * Takes away about {@code limit} entries from the beginning of the log, or fewer: only what was
   * received before a moment and stands before a cursor, and never the newest. Cursors stay as they
   * are; a read before the first entry that is left begins with it. A measurement that is gone
   * counts as stored for ever, and so do those of lower sequence in its epoch.
   *
   * @return how many entries went; 0 when there is nothing to take away
   */
  int forget(Instant before, long cursor, int limit);

  /** Waits until the log reaches beyond the cursor; false when the time is over first. */
  boolean awaitAfter(long cursor, Duration timeout) throws InterruptedException;

  /** The cursor behind the last entry. */
  long end();

  /**
   * The highest sequence of an agent's epoch up to which, from 1, every measurement is stored or
   * declared dropped by a gap; 0 when the first is missing.
   */
  long watermark(String vantage, int epoch);
}
