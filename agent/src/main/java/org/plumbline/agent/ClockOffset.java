package org.plumbline.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How far the agent's own clock is ahead of the collector's, learnt from the time in its answers.
 * An answer is taken to have been dated half-way; of the last few, the quickest is believed,
 * because its error is at most half of its round trip.
 */
final class ClockOffset {
  private static final int SAMPLES_MAX = 8;

  private record Sample(Duration roundTrip, Duration offset) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * @param sent own time before the exchange
   * @param received own time after it
   * @param server what the collector's clock said
   */
  synchronized void learn(Instant sent, Instant received, Instant server) {
    Duration roundTrip = Duration.between(sent, received);
    if (roundTrip.isNegative()) {
      return; // The own clock was set back meanwhile.
    }
    if (samples.size() == SAMPLES_MAX) {
      samples.removeFirst();
    }
    samples.addLast(
        new Sample(roundTrip, Duration.between(server, sent.plus(roundTrip.dividedBy(2)))));
  }

  /** Own clock minus the collector's; absent before the first answer. */
  synchronized @Nullable Duration get() {
    return samples.stream()
        .min(Comparator.comparing(Sample::roundTrip))
        .map(Sample::offset)
        .orElse(null);
  }
}
