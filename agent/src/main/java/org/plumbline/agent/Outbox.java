package org.plumbline.agent;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.Vantage;
import org.plumbline.wire.Wire;

/**
 * What waits to be shipped, in memory and bounded; gives measurements their sequence. It keeps the
 * law of conservation: produced = acknowledged + dropped + queued, and whatever is dropped is
 * declared in a {@link Gap}.
 */
final class Outbox {
  /** Bytes that may wait; the oldest are dropped beyond. */
  static final long WAITING_BYTES_MAX = 16L << 20;

  /** Bytes of one batch, unless its first line alone is longer. */
  static final int BATCH_BYTES_MAX = 1 << 20;

  static final int BATCH_LINES_MAX = 1_000;

  private final String vantage;
  private final int epoch;
  private final long waitingBytesMax;
  private final InstantSource own;

  private final Deque<Letter> waiting = new ArrayDeque<>();
  private final Deque<Letter> underWay = new ArrayDeque<>();
  private final List<Gap> gaps = new ArrayList<>();
  private long waitingBytes;
  private Vantage introduction;
  private boolean introduce;
  private long produced;
  private long acknowledged;
  private long dropped;

  Outbox(Vantage vantage, int epoch, long waitingBytesMax, InstantSource own) {
    this.vantage = vantage.id();
    this.introduction = vantage;
    this.epoch = epoch;
    this.waitingBytesMax = waitingBytesMax;
    this.own = own;
  }

  /** Puts who we are at the head of the next batch. */
  synchronized void introduce() {
    introduce = true;
    notifyAll();
  }

  /** The same, when we have changed. */
  synchronized void introduce(Vantage changed) {
    introduction = changed;
    introduce();
  }

  /** Who we are. */
  synchronized Vantage introduced() {
    return introduction;
  }

  /** Takes a measurement, made with the id that it is given. */
  synchronized void measured(Function<String, Measurement> withId) {
    long sequence = produced + 1;
    byte[] json = Wire.write(withId.apply(vantage + ":" + epoch + ":" + sequence));
    produced = sequence; // Only now: what could not be written has no sequence.
    add(new Letter(sequence, json));
  }

  /** Takes a heartbeat, made with the stock as it is. */
  synchronized void beat(Function<Stock, Heartbeat> withStock) {
    add(new Letter(Letter.NO_SEQUENCE, Wire.write(withStock.apply(stock()))));
  }

  synchronized Stock stock() {
    return new Stock(
        produced, acknowledged, measurements(waiting) + measurements(underWay), dropped);
  }

  /** Waits until there is something to ship. */
  synchronized void await() throws InterruptedException {
    while (waiting.isEmpty() && underWay.isEmpty() && gaps.isEmpty() && !introduce) {
      wait();
    }
  }

  /**
   * Takes the oldest lines as one batch, or the rest of a batch that was not settled. They count as
   * under way, and cannot be dropped, until they are settled or refused. Empty when nothing waits.
   */
  synchronized List<Letter> take() {
    if (underWay.isEmpty()) {
      fill();
    }
    return List.copyOf(underWay);
  }

  /**
   * The first lines of those under way have been answered: each is stored, or rejected for ever.
   *
   * @param rejected reasons by line number, from 1
   */
  synchronized void settle(int lines, Map<Integer, String> rejected) {
    TreeMap<Long, String> lost = new TreeMap<>();
    for (int number = 1; number <= lines; number++) {
      Letter line = underWay.removeFirst();
      String reason = rejected.get(number);
      if (reason != null) {
        // A collector that has lost us is the likeliest reason.
        introduce = true;
      }
      if (!line.isMeasurement()) {
        continue;
      }
      if (reason == null) {
        acknowledged++;
      } else {
        lost.put(line.sequence(), reason);
      }
    }
    lost.forEach((sequence, reason) -> drop(sequence, "rejected: " + reason));
  }

  private void add(Letter line) {
    if (line.json().length > Wire.LINE_BYTES_MAX) {
      dropIfMeasurement(line, "record too long");
    } else {
      waiting.addLast(line);
      waitingBytes += line.json().length;
      while (waitingBytes > waitingBytesMax) {
        Letter oldest = waiting.removeFirst();
        waitingBytes -= oldest.json().length;
        dropIfMeasurement(oldest, "queue full");
      }
    }
    notifyAll();
  }

  private void dropIfMeasurement(Letter line, String reason) {
    if (line.isMeasurement()) {
      drop(line.sequence(), reason);
    }
  }

  private void drop(long sequence, String reason) {
    dropped++;
    Gap last = gaps.isEmpty() ? null : gaps.getLast();
    if (last != null && last.to() == sequence - 1 && reason.equals(last.reason())) {
      gaps.removeLast();
      gaps.add(
          new Gap(vantage, epoch, last.from(), sequence, last.count() + 1, reason, own.instant()));
    } else {
      gaps.add(new Gap(vantage, epoch, sequence, sequence, 1, reason, own.instant()));
    }
  }

  private void fill() {
    if (introduce) {
      underWay.addLast(new Letter(Letter.NO_SEQUENCE, Wire.write(introduction)));
      introduce = false;
    }
    for (Gap gap : gaps) {
      underWay.addLast(new Letter(Letter.NO_SEQUENCE, Wire.write(gap)));
    }
    gaps.clear();
    long bytes = 0;
    while (!waiting.isEmpty() && underWay.size() < BATCH_LINES_MAX) {
      bytes += waiting.getFirst().json().length;
      if (bytes > BATCH_BYTES_MAX && !underWay.isEmpty()) {
        break;
      }
      Letter line = waiting.removeFirst();
      waitingBytes -= line.json().length;
      underWay.addLast(line);
    }
  }

  private static long measurements(Collection<Letter> lines) {
    return lines.stream().filter(Letter::isMeasurement).count();
  }
}
