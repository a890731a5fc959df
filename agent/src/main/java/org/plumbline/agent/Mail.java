package org.plumbline.agent;

import java.util.List;
import java.util.Map;

/** What a {@link Shipper} empties: lines in batches, each under way until it is answered. */
interface Mail {
  /** Bytes of one batch, unless its first line alone is longer. */
  int BATCH_BYTES_MAX = 1 << 20;

  int BATCH_LINES_MAX = 1_000;

  /** Waits until there is something to ship. */
  void await() throws InterruptedException;

  /**
   * Takes lines as one batch, or the rest of a batch that was not settled. They count as under way,
   * and cannot be dropped, until they are settled. Empty when nothing waits.
   */
  List<Letter> take();

  /**
   * The first lines of those under way have been answered: each is stored, or rejected for ever.
   *
   * @param rejected reasons by line number, from 1
   */
  void settle(int lines, Map<Integer, String> rejected);
}
