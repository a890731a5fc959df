package org.plumbline.store;

import java.time.Instant;

/** Where the engine's sayings are committed: incidents, alerts, requests and cursor as one. */
public interface Truth {
  /** Cursor of the log behind the last entry whose judgement is committed; 0 at first. */
  long cursor();

  /** {@code receivedAt} of that entry; {@link Instant#EPOCH} at first. */
  Instant until();

  /**
   * Makes all of it durable, or nothing.
   *
   * @throws IllegalArgumentException when the cursor is not beyond the committed one, or an
   *     incident's version not above the one that stands: a judgement never counts twice
   */
  void commit(Judged judged);
}
