package org.plumbline.wire;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.CommitOrder;
import org.plumbline.model.Entry;
import org.plumbline.model.Identities;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Tick;

/**
 * A recording read as the log that it is: sorted within the lateness bound, without duplicates,
 * with ticks (data formats, "Time and order").
 */
public final class Recording implements AutoCloseable {
  /** How far out of order of {@code receivedAt} a recording may be. */
  public static final Duration LATENESS_MAX = Duration.ofSeconds(60);

  private static final byte[] TICK = "\"tick\"".getBytes(StandardCharsets.US_ASCII);

  /** Hears of lines that cannot be read. */
  public interface Complaints {
    void unreadable(long lineNumber, String reason);
  }

  private record Waiting(Instant receivedAt, Entry entry) {}

  private static final Comparator<Waiting> ORDER =
      Comparator.comparing(Waiting::receivedAt)
          .thenComparing(CommitOrder.of(Waiting::entry, Recording::byLine));

  /** Entries of the same name are few: only for them are the bytes made. */
  private static int byLine(Waiting a, Waiting b) {
    return a.entry().equals(b.entry())
        ? 0
        : Arrays.compareUnsigned(Wire.write(a.entry()), Wire.write(b.entry()));
  }

  private final LineSource lines;
  private final Complaints complaints;
  private final boolean hasTicks;
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(ORDER);
  private final List<Entry> beforeFirstTime = new ArrayList<>();
  private final ArrayDeque<Logged> ready = new ArrayDeque<>();
  private final Identities seen = new Identities();
  private @Nullable Instant lastReceivedAt;
  private Instant newest = Instant.MIN;
  private @Nullable Instant nextTick;
  private long readable;
  private boolean ended;
  private @Nullable IOException broken;

  private Recording(LineSource lines, boolean hasTicks, Complaints complaints) {
    this.lines = lines;
    this.hasTicks = hasTicks;
    this.complaints = complaints;
  }

  /**
   * Opens a recording, plain or gzip.
   *
   * @throws IOException when it cannot be opened
   */
  public static Recording open(Path file, Complaints complaints) throws IOException {
    boolean hasTicks = false;
    try (LineSource scan = new LineSource(stream(file))) {
      hasTicks = scan.anyLineContains(TICK);
    } catch (EOFException cutShort) {
      // said by next(), when it comes there
    }
    return new Recording(new LineSource(stream(file)), hasTicks, complaints);
  }

  private static InputStream stream(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** Readable records so far, conclusions and duplicates among them. */
  public long readable() {
    return readable;
  }

  /**
   * The next entry of the log; null at the end.
   *
   * @throws IOException when the file cannot be read to its end; all that stands before was given
   */
  public @Nullable Logged next() throws IOException {
    while (ready.isEmpty() && !ended) {
      byte[] line = line();
      if (line == null) {
        ended = true;
        stampUntimed();
        release(Instant.MAX);
      } else {
        take(line);
        if (newest.isAfter(Instant.MIN)) {
          release(newest.minus(LATENESS_MAX));
        }
      }
    }
    if (ready.isEmpty() && broken != null) {
      throw broken;
    }
    return ready.poll();
  }

  private byte @Nullable [] line() {
    try {
      return lines.next();
    } catch (IOException e) {
      broken = e;
      return null;
    }
  }

  private void take(byte[] line) {
    if (lines.tooLong()) {
      complaints.unreadable(lines.number(), "longer than " + Wire.LINE_BYTES_MAX + " bytes");
      return;
    }
    if (isBlank(line)) {
      return;
    }
    try {
      switch (Wire.read(line)) {
        case Line.Conclusion conclusion -> readable++;
        case Line.Fact fact -> {
          readable++;
          Instant own = fact.receivedAt();
          if (own != null) {
            lastReceivedAt = own;
          }
          enqueue(fact.entry());
        }
      }
    } catch (Unreadable e) {
      complaints.unreadable(lines.number(), String.valueOf(e.getMessage()));
    }
  }

  /** A recording without any time of arrival arrived at once, when its last measurement began. */
  private void stampUntimed() {
    Instant at = Instant.EPOCH;
    for (Entry entry : beforeFirstTime) {
      if (entry instanceof Measurement measurement && measurement.at().isAfter(at)) {
        at = measurement.at();
      }
    }
    for (Entry entry : beforeFirstTime) {
      waiting.add(new Waiting(at, entry));
    }
    beforeFirstTime.clear();
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  private void enqueue(Entry entry) {
    Instant at = lastReceivedAt;
    if (at == null) {
      beforeFirstTime.add(entry);
      return;
    }
    beforeFirstTime.forEach(early -> waiting.add(new Waiting(at, early)));
    beforeFirstTime.clear();
    waiting.add(new Waiting(at, entry));
    newest = at.isAfter(newest) ? at : newest;
  }

  private void release(Instant until) {
    for (Waiting head = waiting.peek();
        head != null && !head.receivedAt().isAfter(until);
        head = waiting.peek()) {
      waiting.remove();
      if (seen.add(head.entry())) {
        tickUntil(head.receivedAt());
        ready.add(new Logged(head.receivedAt(), head.entry()));
      }
    }
  }

  /** Adds the ticks that have passed before a record of this time. */
  private void tickUntil(Instant receivedAt) {
    if (hasTicks) {
      return;
    }
    Instant tick = nextTick == null ? Tick.firstFrom(receivedAt) : nextTick;
    while (tick.isBefore(receivedAt)) {
      ready.add(new Logged(tick, new Tick(tick)));
      tick = tick.plus(Tick.EVERY);
    }
    nextTick = tick;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
