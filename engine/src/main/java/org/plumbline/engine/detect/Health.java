package org.plumbline.engine.detect;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Heartbeat;

/** What the vantages say about themselves: anchors, must-fail targets, clocks. */
public final class Health implements Serializable {
  private static final int BEATS_KEPT = 12;
  private static final int BEATS_ENOUGH = 4;
  private static final double ANCHORS_GOOD = 0.8;

  /** A clock this far off is a fault; less is weather. */
  public static final Duration CLOCK_OFF = Duration.ofMinutes(2);

  private final Map<String, Deque<Beat>> beats = new TreeMap<>();
  private final Map<String, Duration> offsets = new TreeMap<>();

  private record Beat(long at, int tried, int ok, boolean lied, long offsetMillis)
      implements Serializable {}

  /** A fault that a vantage shows by itself. */
  public enum Fault {
    UPLINK,
    CLOCK,
    LIED_TO
  }

  /** Takes a heartbeat, at its corrected time in milliseconds. */
  public void accept(Heartbeat heartbeat, long at) {
    Deque<Beat> kept = beats.computeIfAbsent(heartbeat.vantage(), key -> new ArrayDeque<>());
    Heartbeat.Tally anchors = heartbeat.anchors();
    Heartbeat.Tally mustFail = heartbeat.mustFail();
    Duration offset = heartbeat.clockOffset() == null ? Duration.ZERO : heartbeat.clockOffset();
    kept.addLast(
        new Beat(
            at,
            anchors == null ? 0 : anchors.tried(),
            anchors == null ? 0 : anchors.ok(),
            mustFail != null && mustFail.ok() > 0,
            offset.toMillis()));
    if (kept.size() > BEATS_KEPT) {
      kept.removeFirst();
    }
    offsets.put(heartbeat.vantage(), offset);
  }

  /** The vantage's clock minus the server's, by its newest heartbeat. */
  public Duration offset(String vantage) {
    return offsets.getOrDefault(vantage, Duration.ZERO);
  }

  /** Share of anchors that answered in the newest {@code count} heartbeats; 1 when unknown. */
  public double anchors(String vantage, int count) {
    int tried = 0;
    int ok = 0;
    int skip = Math.max(0, beats.getOrDefault(vantage, new ArrayDeque<>()).size() - count);
    for (Beat beat : beats.getOrDefault(vantage, new ArrayDeque<>())) {
      if (skip-- > 0) {
        continue;
      }
      tried += beat.tried();
      ok += beat.ok();
    }
    return tried == 0 ? 1 : (double) ok / tried;
  }

  /**
   * A fault, and in how many of the newest heartbeats it shows.
   *
   * @param since time of the first of these that shows a fault, milliseconds of the epoch
   */
  public record Found(Fault fault, int beats, int of, long since) implements Serializable {}

  /** A fault that lasts, over several heartbeats; null when the vantage is well. */
  public @Nullable Found fault(String vantage) {
    Deque<Beat> kept = beats.get(vantage);
    if (kept == null || kept.size() < BEATS_ENOUGH) {
      return null;
    }
    int bad = 0;
    int off = 0;
    int lied = 0;
    int recent = 0;
    long since = Long.MAX_VALUE;
    int skip = Math.max(0, kept.size() - 2 * BEATS_ENOUGH);
    for (Beat beat : kept) {
      if (skip-- > 0) {
        continue;
      }
      recent++;
      if (since == Long.MAX_VALUE && !well(beat)) {
        since = beat.at();
      }
      bad += beat.tried() > 0 && beat.ok() < ANCHORS_GOOD * beat.tried() ? 1 : 0;
      off += Math.abs(beat.offsetMillis()) > CLOCK_OFF.toMillis() ? 1 : 0;
      lied += beat.lied() ? 1 : 0;
    }
    if (off * 2 > recent) {
      return new Found(Fault.CLOCK, off, recent, since);
    }
    if (bad >= BEATS_ENOUGH) {
      return new Found(Fault.UPLINK, bad, recent, since);
    }
    return lied >= BEATS_ENOUGH ? new Found(Fault.LIED_TO, lied, recent, since) : null;
  }

  /** What is told of a heartbeat: whether enough anchors answered it. */
  interface Beats {
    void accept(String vantage, boolean well);
  }

  /** Visits the heartbeats from {@code from} to before {@code to}, milliseconds of the epoch. */
  void beats(long from, long to, Beats visitor) {
    beats.forEach((vantage, kept) -> {
      for (Beat beat : kept) {
        if (beat.at() >= from && beat.at() < to && beat.tried() > 0) {
          visitor.accept(vantage, beat.ok() >= ANCHORS_GOOD * beat.tried());
        }
      }
    });
  }

  /** Whether the newest heartbeats are all well. */
  public boolean well(String vantage) {
    Deque<Beat> kept = beats.get(vantage);
    if (kept == null) {
      return true;
    }
    int skip = Math.max(0, kept.size() - BEATS_ENOUGH);
    for (Beat beat : kept) {
      if (skip-- <= 0 && !well(beat)) {
        return false;
      }
    }
    return true;
  }

  private static boolean well(Beat beat) {
    return beat.ok() >= ANCHORS_GOOD * beat.tried()
        && !beat.lied()
        && Math.abs(beat.offsetMillis()) <= CLOCK_OFF.toMillis();
  }

  /** Whether something answers in the place of targets that must fail. */
  public boolean lied(String vantage) {
    Deque<Beat> kept = beats.get(vantage);
    return kept != null && !kept.isEmpty() && kept.peekLast().lied();
  }
}
