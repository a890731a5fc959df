package org.plumbline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetryScheduleTest {
  private static final long SEED = 4;

  private final RetrySchedule schedule = new RetrySchedule(new Random(SEED));

  @Test
  void tenTriesTakeAboutThreeDays() {
    Duration sum = Duration.ZERO;
    int tries = 1;
    for (var wait = schedule.after(tries, null); wait.isPresent(); ) {
      sum = sum.plus(wait.get());
      tries++;
      wait = schedule.after(tries, null);
    }
    assertThat(tries).isEqualTo(10);
    Duration published = Duration.ofHours(75).plusMinutes(35).plusSeconds(5);
    assertThat(sum)
        .isBetween(
            published.multipliedBy(9).dividedBy(10), published.multipliedBy(11).dividedBy(10));
  }

  @Test
  void theFirstRetryComesAfterFiveSecondsAndNeverTwiceAtTheSameMoment() {
    Duration one = schedule.after(1, null).orElseThrow();
    Duration other = schedule.after(1, null).orElseThrow();
    assertThat(one).isBetween(Duration.ofMillis(4_500), Duration.ofMillis(5_500));
    assertThat(one).as("seed " + SEED).isNotEqualTo(other);
  }

  @Test
  void whatTheReceiverAsksForIsHonouredWithinBounds() {
    assertThat(schedule.after(1, Duration.ofMinutes(2))).contains(Duration.ofMinutes(2));
    assertThat(schedule.after(1, Duration.ofDays(365))).contains(RetrySchedule.ASKED_MAX);
    assertThat(schedule.after(1, Duration.ofSeconds(-5)).orElseThrow()).isPositive();
    assertThat(schedule.after(10, Duration.ofSeconds(1))).isEmpty();
  }
}
