package org.plumbline.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.plumbline.store.Snapshots;
import org.plumbline.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the judge is saved, and how it is found again: what bounds the work of a restart. */
final class Saves {
  private static final Logger LOG = LoggerFactory.getLogger(Saves.class);

  /** A restart reads the log again from the last save on: about a second's work. */
  private static final int ENTRIES_BETWEEN_MIN = 20_000;

  /** Saving takes at most one part in so many of the runner's time. */
  private static final int SHARE = 10;

  private final Snapshots snapshots;
  private final Judge.Source source;
  private volatile long saved;
  private long readyNanos;

  Saves(Snapshots snapshots, Judge.Source source) {
    this.snapshots = snapshots;
    this.source = source;
    this.readyNanos = System.nanoTime();
  }

  /** How far the judge had read that is saved: 0 while none is. */
  long saved() {
    return saved;
  }

  /** The judge as it was saved at or before a cursor, else a fresh one. */
  Judge judge(long committed) {
    Snapshots.Snapshot snapshot =
        snapshots.newest().filter(newest -> newest.cursor() <= committed).orElse(null);
    Judge restored = snapshot == null ? null : restore(snapshot);
    if (snapshot == null || restored == null) {
      return source.fresh();
    }
    saved = snapshot.cursor();
    return restored;
  }

  private @Nullable Judge restore(Snapshots.Snapshot snapshot) {
    try (InputStream in = snapshot.open()) {
      Judge restored = source.restore(in);
      // Only its end says whether it is whole.
      in.transferTo(OutputStream.nullOutputStream());
      return restored;
    } catch (IOException e) {
      LOG.info("the saved state is not of this build, so the log is read again: {}", e.toString());
      return null;
    }
  }

  /** Saves the judge, which stands at a committed cursor, when enough was read since. */
  void consider(Judge judge, long committed) {
    if (committed - saved < ENTRIES_BETWEEN_MIN || System.nanoTime() - readyNanos < 0) {
      return;
    }
    save(judge, committed);
  }

  /** Saves the judge now, unless nothing was read since. */
  void save(Judge judge, long committed) {
    if (committed == saved) {
      return;
    }
    long begin = System.nanoTime();
    try {
      snapshots.save(committed, judge::save);
      saved = committed;
    } catch (StoreException e) {
      LOG.warn("the state cannot be saved, so the next start takes longer", e);
    }
    long end = System.nanoTime();
    readyNanos = end + SHARE * (end - begin);
  }
}
