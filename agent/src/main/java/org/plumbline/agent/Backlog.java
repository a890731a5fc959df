package org.plumbline.agent;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What waits on disk, the oldest first: it is shipped beside what is new, never before it. */
final class Backlog implements Mail {
  private final Spool spool;
  private final String vantage;
  private final int epoch;
  private final InstantSource own;

  private final Deque<Letter> read = new ArrayDeque<>();
  private final Deque<Letter> underWay = new ArrayDeque<>();
  private @Nullable Segment segment;

  Backlog(Spool spool, String vantage, int epoch, InstantSource own) {
    this.spool = spool;
    this.vantage = vantage;
    this.epoch = epoch;
    this.own = own;
  }

  @Override
  public void await() throws InterruptedException {
    if (read.isEmpty() && underWay.isEmpty()) {
      spool.await();
    }
  }

  @Override
  public List<Letter> take() {
    if (underWay.isEmpty()) {
      if (read.isEmpty()) {
        read.addAll(spool.takeOldest());
        segment = read.isEmpty() ? null : segment(read.getFirst());
      }
      long bytes = 0;
      while (!read.isEmpty() && underWay.size() < BATCH_LINES_MAX) {
        bytes += read.getFirst().json().length;
        if (bytes > BATCH_BYTES_MAX && !underWay.isEmpty()) {
          break;
        }
        underWay.addLast(read.removeFirst());
      }
    }
    return List.copyOf(underWay);
  }

  @Override
  public void settle(int lines, Map<Integer, String> rejected) {
    Segment from = segment;
    if (from == null) {
      return;
    }
    long stored = 0;
    TreeMap<Long, String> refused = new TreeMap<>();
    for (int number = 1; number <= lines; number++) {
      Letter line = underWay.removeFirst();
      String reason = rejected.get(number);
      if (line.isMeasurement() && reason != null) {
        refused.put(line.sequence(), reason);
      } else if (line.isMeasurement() && from.epoch == epoch) {
        stored++;
      }
    }
    Gaps lost = new Gaps(vantage, from.epoch);
    refused.forEach((sequence, reason) -> lost.add(sequence, "rejected: " + reason, own.instant()));
    spool.delivered(stored, lost.take());
    if (read.isEmpty() && underWay.isEmpty()) {
      spool.giveBack(from);
      segment = null;
    }
  }

  private static Segment segment(Letter letter) {
    return switch (letter.place()) {
      case Place.Line line -> line.segment();
      case Place.Memory _ -> throw new IllegalStateException("a letter of the spool has a segment");
    };
  }
}
