package org.plumbline.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What goes wrong for a vantage by chance: lost packets, and spells without uplink. */
final class Weather {
  private final long seed;
  private final Instant start;
  private final AtomicLong packets = new AtomicLong();

  Weather(long seed, Instant start) {
    this.seed = seed;
    this.start = start;
  }

  /** Whether the vantage has no uplink: drawn for each of its spells. */
  boolean uplinkDown(VantageSpec vantage, Instant now) {
    if (vantage.down() == 0) {
      return false;
    }
    long spell = Math.floorDiv(Duration.between(start, now).toMillis(), vantage.spell().toMillis());
    return Draw.share(seed, "uplink", vantage.vantage().id(), spell) < vantage.down();
  }

  /** Whether the next packet of the vantage is lost. */
  boolean loses(VantageSpec vantage) {
    return vantage.loss() > 0
        && Draw.share(seed, "loss", vantage.vantage().id(), packets.incrementAndGet())
            < vantage.loss();
  }

  /** Whether a packet of the vantage, or the answer to it, is lost. */
  boolean losesEither(VantageSpec vantage) {
    boolean sent = loses(vantage);
    return loses(vantage) || sent;
  }
}
