package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ClockOffsetTest {
  private static final Instant SERVER = Instant.parse("2024-10-01T11:00:00Z");

  private final ClockOffset offset = new ClockOffset();

  @Test
  void halfTheRoundTripIsAllowedFor() {
    offset.learn(SERVER.plusMillis(900), SERVER.plusMillis(1_100), SERVER);

    assertThat(offset.get()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theQuickestOfTheLastAnswersIsBelieved() {
    offset.learn(SERVER.plusSeconds(40), SERVER.plusSeconds(60), SERVER);
    offset.learn(SERVER.plusMillis(39_990), SERVER.plusMillis(40_010), SERVER);
    offset.learn(SERVER.plusSeconds(30), SERVER.plusSeconds(41), SERVER);

    assertThat(offset.get()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aClockThatWasSetIsLearntAnewAfterAFewAnswers() {
    for (int i = 0; i < 8; i++) {
      offset.learn(SERVER, SERVER.plusMillis(1), SERVER);
    }
    for (int i = 0; i < 8; i++) {
      offset.learn(SERVER.plusSeconds(600), SERVER.plusSeconds(601), SERVER);
    }

    assertThat(offset.get()).isEqualTo(Duration.ofMillis(600_500));
  }

  @Test
  void nothingIsKnownBeforeTheFirstAnswer() {
    assertThat(offset.get()).isNull();
    offset.learn(SERVER.plusSeconds(5), SERVER, SERVER);
    assertThat(offset.get()).as("set back meanwhile").isNull();
  }

  @Test
  void backoffGrowsStaysBoundedAndObeysTheServer() {
    Backoff backoff = new Backoff(new SplittableRandom(1));
    for (int i = 0; i < 50; i++) {
      assertThat(backoff.next(null)).isBetween(Duration.ZERO, Backoff.MAX);
    }
    assertThat(backoff.next(Duration.ofSeconds(200)))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(200));
    assertThat(backoff.next(Duration.ofDays(9)))
        .isLessThanOrEqualTo(Backoff.ASKED_MAX.plus(Backoff.MAX));
    backoff.reset();
    assertThat(backoff.next(null)).isLessThanOrEqualTo(Backoff.FIRST);
  }
}
