package org.plumbline.agent;

import java.time.InstantSource;
import java.util.ArrayDeque;
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
 * What is new and waits to be shipped, in memory and bounded; gives measurements their sequence,
 * and takes a record only when its {@link Keep} has it safe. It keeps the law of conservation:
 * produced = acknowledged + dropped + queued, and whatever is dropped is declared in a {@link Gap}.
 */
final class Outbox implements Mail {
  /** Bytes that may wait where nothing else keeps them; the oldest are dropped beyond. */
  static final long WAITING_BYTES_MAX = 16L << 20;

  /** Bytes that may wait where the spool takes over the oldest: what is sent first. */
  static final long LIVE_BYTES_MAX = 2L << 20;

  private final String vantage;
  private final int epoch;
  private final long waitingBytesMax;
  private final InstantSource own;
  private final Keep keep;

  private final Deque<Letter> waiting = new ArrayDeque<>();
  private final Deque<Letter> underWay = new ArrayDeque<>();
  private final Gaps gaps;
  private long waitingBytes;
  private Vantage introduction;
  private boolean introduce;
  private long produced;
  private long acknowledged;
  private long dropped;

  /** Keeps in memory alone. */
  Outbox(Vantage vantage, int epoch, long waitingBytesMax, InstantSource own) {
    this(vantage, epoch, waitingBytesMax, own, new NoKeep());
  }

  Outbox(Vantage vantage, int epoch, long waitingBytesMax, InstantSource own, Keep keep) {
    this.vantage = vantage.id();
    this.introduction = vantage;
    this.epoch = epoch;
    this.waitingBytesMax = waitingBytesMax;
    this.own = own;
    this.keep = keep;
    this.gaps = new Gaps(this.vantage, epoch);
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

  /** Takes a measurement, made with the id that it is given; safe when this returns. */
  void measured(Function<String, Measurement> withId) {
    Letter letter;
    synchronized (this) {
      long sequence = produced + 1;
      byte[] json = Wire.write(withId.apply(vantage + ":" + epoch + ":" + sequence));
      produced = sequence; // Only now: what could not be written has no sequence.
      if (json.length > Wire.LINE_BYTES_MAX) {
        drop(sequence, "record too long");
        notifyAll();
        return;
      }
      letter = letter(sequence, json);
    }
    add(letter);
  }

  /** Takes a heartbeat, made with the stock as it is. */
  void beat(Function<Stock, Heartbeat> withStock) {
    Letter letter;
    synchronized (this) {
      letter = letter(Letter.NO_SEQUENCE, Wire.write(withStock.apply(stock())));
    }
    add(letter);
  }

  /** Written down in the order of sequences: what a kill leaves of an epoch has no hole. */
  private Letter letter(long sequence, byte[] json) {
    return new Letter(sequence, json, keep.put(sequence, json));
  }

  synchronized Stock stock() {
    Keep.Fate fate = keep.fate();
    long answered = acknowledged + fate.acknowledged();
    long lost = dropped + fate.dropped();
    return new Stock(produced, answered, produced - answered - lost, lost);
  }

  @Override
  public synchronized void await() throws InterruptedException {
    while (waiting.isEmpty() && underWay.isEmpty() && gaps.isEmpty() && !introduce) {
      wait();
    }
  }

  @Override
  public synchronized List<Letter> take() {
    if (underWay.isEmpty()) {
      fill();
    }
    return List.copyOf(underWay);
  }

  @Override
  public synchronized void settle(int lines, Map<Integer, String> rejected) {
    TreeMap<Long, String> lost = new TreeMap<>();
    for (int number = 1; number <= lines; number++) {
      Letter line = underWay.removeFirst();
      keep.answered(line.place());
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

  /** Takes a letter that may wait for its disk: others are written meanwhile. */
  private void add(Letter letter) {
    keep.secure(letter.place());
    synchronized (this) {
      waiting.addLast(letter);
      waitingBytes += letter.json().length;
      while (waitingBytes > waitingBytesMax) {
        Letter oldest = waiting.removeFirst();
        waitingBytes -= oldest.json().length;
        if (!keep.takeOver(oldest.place())) {
          dropIfMeasurement(oldest, "queue full");
        }
      }
      notifyAll();
    }
  }

  private void dropIfMeasurement(Letter line, String reason) {
    if (line.isMeasurement()) {
      drop(line.sequence(), reason);
    }
  }

  private void drop(long sequence, String reason) {
    dropped++;
    gaps.add(sequence, reason, own.instant());
  }

  private void fill() {
    if (introduce) {
      underWay.addLast(new Letter(Letter.NO_SEQUENCE, Wire.write(introduction), Place.MEMORY));
      introduce = false;
    }
    for (Gap gap : gaps.take()) {
      underWay.addLast(letter(Letter.NO_SEQUENCE, Wire.write(gap)));
    }
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
}
