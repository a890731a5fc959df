package org.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The newest saved state of the judge: a restart goes on from there instead of from the log's
 * beginning. Only a shortcut: who has none, or cannot read it, reads the log.
 */
public interface Snapshots {
  /** What is saved, as its owner writes it. */
  interface Content {
    void writeTo(OutputStream to) throws IOException;
  }

  /** A state and how far it had read. */
  interface Snapshot {
    /** Cursor of the log behind the last entry that the state has seen. */
    long cursor();

    /** The content; reading it to its end says whether it is whole. */
    InputStream open() throws IOException;
  }

  /**
   * Puts a state in the place of the one before, whole or not at all.
   *
   * @throws StoreException when it cannot be kept; the one before then stands
   */
  void save(long cursor, Content content);

  /** The newest one that was saved whole. */
  Optional<Snapshot> newest();
}
