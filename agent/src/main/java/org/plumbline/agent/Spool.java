package org.plumbline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Gap;
import org.plumbline.wire.Line;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts on disk until the collector has answered: a folder of segments that are only appended to,
 * and deleted when all their lines are answered. Bounded in size and age; what is dropped is
 * declared.
 */
final class Spool implements Keep, AutoCloseable {
  /**
   * How much may wait.
   *
   * @param bytes of all segments; the oldest is dropped beyond
   * @param age of the youngest line of a segment, which is dropped beyond
   * @param segmentBytes after which a new segment is begun
   */
  record Bounds(long bytes, Duration age, long segmentBytes) {
    /** A collector takes what is up to seven days old; one more for clocks and for its return. */
    static final Bounds STANDARD = new Bounds(2L << 30, Duration.ofDays(8), 4L << 20);
  }

  /** After which a new segment is begun, so that age can be told by segments. */
  static final Duration SEGMENT_AGE_MAX = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path folder;
  private final String vantage;
  private final int epoch;
  private final Bounds bounds;
  private final InstantSource own;
  private final Object syncing = new Object();

  /** The oldest first; the last is written to while {@link #out} is there. */
  private final Set<Segment> segments = new LinkedHashSet<>();

  private @Nullable Segment active;
  private @Nullable SegmentOut out;
  private long bytes;
  private long begunMillis;
  private long written;
  private long secured;
  private long acknowledged;
  private long dropped;
  private boolean broken;

  private Spool(Path folder, String vantage, int epoch, Bounds bounds, InstantSource own) {
    this.folder = folder;
    this.vantage = vantage;
    this.epoch = epoch;
    this.bounds = bounds;
    this.own = own;
  }

  /**
   * Opens the spool of a folder, which is made when there is none; nobody else may have it.
   *
   * @param epoch of what will be put; what is there is of epochs before
   */
  static Spool open(Path folder, String vantage, int epoch, Bounds bounds, InstantSource own)
      throws IOException {
    Files.createDirectories(folder);
    Spool spool = new Spool(folder, vantage, epoch, bounds, own);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Segment.found(file).ifPresent(spool::adopt);
      }
    }
    synchronized (spool) {
      spool.keepBounds();
    }
    return spool;
  }

  private synchronized void adopt(Segment segment) {
    segments.add(segment);
    bytes += segment.bytes;
  }

  /** Bytes of all that is on disk. */
  synchronized long bytes() {
    return bytes;
  }

  @Override
  public synchronized Place put(long sequence, byte[] json) {
    Place place = append(sequence, json);
    keepBounds();
    return place;
  }

  private Place append(long sequence, byte[] json) {
    byte[] line = SpoolLine.write(sequence, json);
    try {
      Segment segment = writable();
      current().write(line);
      bytes += line.length;
      int index = segment.add(line.length);
      broken = false;
      return new Place.Line(segment, index, ++written);
    } catch (IOException full) {
      if (!broken) {
        LOG.error("the spool {} cannot be written, facts are in memory alone", folder, full);
        broken = true;
      }
      seal(); // A line may be half written: nothing is added behind it.
      return Place.MEMORY;
    }
  }

  private SegmentOut current() throws IOException {
    if (out == null) {
      throw new IOException("closed");
    }
    return out;
  }

  /** The segment to write to, begun anew when the last is full or old. */
  private Segment writable() throws IOException {
    long now = own.millis();
    Segment last = active;
    if (last != null
        && last.bytes < bounds.segmentBytes
        && now - last.begunMillis < SEGMENT_AGE_MAX.toMillis()) {
      return last;
    }
    seal();
    begunMillis =
        Math.max(begunMillis + 1, Math.max(0, now)); // Names rise whatever the clock does.
    Segment fresh = Segment.fresh(folder, epoch, begunMillis);
    out = SegmentOut.create(folder, fresh.file);
    active = fresh;
    segments.add(fresh);
    return fresh;
  }

  private void seal() {
    Segment last = active;
    if (out != null) {
      try (SegmentOut closing = out) {
        closing.sync();
        secured = written;
      } catch (IOException e) {
        LOG.error("the end of {} may not be safe", folder, e);
      }
    }
    active = null;
    out = null;
    if (last != null) {
      deleteIfDone(last);
    }
  }

  /**
   * One sync serves all that was written until it began: whoever comes meanwhile shares the next.
   */
  @Override
  public void secure(Place place) {
    if (!(place instanceof Place.Line line)) {
      return;
    }
    synchronized (syncing) {
      SegmentOut file;
      long until;
      synchronized (this) {
        file = out;
        until = written;
        if (line.number() <= secured || file == null) {
          return; // What is sealed is safe.
        }
      }
      try {
        file.sync();
      } catch (IOException e) {
        synchronized (this) {
          if (out == file) {
            LOG.error("the spool {} cannot be made safe", folder, e);
          }
        }
        return; // Sealed meanwhile, and so safe; or told.
      }
      synchronized (this) {
        secured = Math.max(secured, until);
      }
    }
  }

  @Override
  public synchronized void answered(Place place) {
    if (place instanceof Place.Line line) {
      line.segment().answered();
      deleteIfDone(line.segment());
    }
  }

  @Override
  public synchronized boolean takeOver(Place place) {
    if (!(place instanceof Place.Line line)) {
      return false;
    }
    line.segment().takeOver(line.index());
    notifyAll();
    return true;
  }

  @Override
  public synchronized Fate fate() {
    return new Fate(acknowledged, dropped);
  }

  /** Waits until something is to be delivered from here. */
  synchronized void await() throws InterruptedException {
    while (segments.stream().noneMatch(Segment::isWaiting)) {
      wait();
    }
  }

  /** The waiting letters of the oldest segment; they stay on disk until it is given back. */
  synchronized List<Letter> takeOldest() {
    for (Segment segment : List.copyOf(segments)) {
      if (segment.isWaiting()) {
        List<Letter> letters = letters(segment);
        if (!letters.isEmpty()) {
          segment.underWay = true;
          return letters;
        }
        deleteIfDone(segment);
      }
    }
    return List.of();
  }

  private static List<Letter> letters(Segment segment) {
    try {
      return segment.take();
    } catch (IOException gone) {
      LOG.error("{} cannot be read, what it held is lost", segment.file, gone);
      return List.of();
    }
  }

  /**
   * Letters that were taken are answered.
   *
   * @param stored how many are measurements of this epoch that the collector has
   * @param lost what it will never take
   */
  synchronized void delivered(long stored, List<Gap> lost) {
    acknowledged += stored;
    lost.forEach(this::count);
    declare(lost);
  }

  /** All of a segment that was taken is answered. */
  synchronized void giveBack(Segment segment) {
    segment.underWay = false;
    deleteIfDone(segment);
  }

  private void count(Gap gap) {
    dropped += gap.epoch() == epoch ? gap.count() : 0;
  }

  /** Safe when this returns. */
  private void declare(List<Gap> gaps) {
    for (Gap gap : gaps) {
      takeOver(append(Letter.NO_SEQUENCE, Wire.write(gap)));
    }
    try {
      if (out != null) {
        out.sync();
        secured = written;
      }
    } catch (IOException e) {
      LOG.error("the spool {} cannot be made safe", folder, e);
    }
  }

  private void deleteIfDone(Segment segment) {
    if (segment != active && segment.isDone()) {
      delete(segment);
    }
  }

  private void delete(Segment segment) {
    if (segments.remove(segment)) {
      bytes -= segment.bytes;
      try {
        Files.deleteIfExists(segment.file);
      } catch (IOException e) {
        LOG.error("a delivered segment cannot be deleted", e);
      }
    }
  }

  /** Drops the oldest segments beyond the bounds; never one that is about to be delivered. */
  private void keepBounds() {
    long oldestMillis = own.millis() - bounds.age.plus(SEGMENT_AGE_MAX).toMillis();
    List<Segment> doomed = new ArrayList<>();
    long left = bytes;
    for (Segment segment : segments) {
      boolean old = segment.begunMillis < oldestMillis;
      if (!old && left <= bounds.bytes) {
        break;
      }
      if (segment != active && !segment.isLive() && !segment.underWay) {
        doomed.add(segment);
        left -= segment.bytes;
      }
    }
    for (Segment segment : doomed) {
      drop(segment, segment.begunMillis < oldestMillis ? "spool too old" : "spool full");
    }
  }

  private void drop(Segment segment, String reason) {
    Gaps gaps = new Gaps(vantage, segment.epoch);
    long lost = 0;
    for (Letter letter : letters(segment)) {
      if (letter.isMeasurement()) {
        gaps.add(letter.sequence(), reason, own.instant());
        lost++;
      } else {
        told(letter).ifPresent(gaps::add); // What is declared outlives what is dropped.
      }
    }
    LOG.warn("{}: {} measurements are dropped", reason, lost);
    dropped += segment.epoch == epoch ? lost : 0;
    declare(gaps.take()); // Before the facts go: a kill between says it twice rather than never.
    delete(segment);
  }

  private static Optional<Gap> told(Letter letter) {
    try {
      return Wire.read(letter.json()) instanceof Line.Fact(Gap gap, _)
          ? Optional.of(gap)
          : Optional.empty();
    } catch (Unreadable bug) {
      throw new IllegalStateException("the spool holds what was never written", bug);
    }
  }

  /** Ends writing; what waits is delivered by the next process. */
  @Override
  public synchronized void close() {
    seal();
  }
}
