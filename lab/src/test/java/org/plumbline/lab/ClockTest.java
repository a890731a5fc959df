package org.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ClockTest {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  @Test
  void aClockStandsUntilItIsStarted() {
    assertThat(LabClock.scaled(START, 20).instant()).isEqualTo(START);
  }

  @Test
  void scenarioTimeRunsSoManyTimesAsFast() throws InterruptedException {
    LabClock clock = LabClock.scaled(START, 30);
    clock.startAt(Duration.ofMinutes(10));
    long before = System.nanoTime();
    clock.sleepUntil(START.plus(Duration.ofMinutes(10).plusSeconds(3)));
    Duration real = Duration.ofNanos(System.nanoTime() - before);
    assertThat(clock.instant()).isAfterOrEqualTo(START.plusSeconds(603));
    assertThat(real).isGreaterThanOrEqualTo(Duration.ofMillis(95));
  }

  @Test
  void aStoppedClockStandsUntilItIsStartedAgain() throws InterruptedException {
    LabClock clock = LabClock.scaled(START, 30);
    clock.startAt(Duration.ofMinutes(10));
    clock.sleepUntil(START.plus(Duration.ofMinutes(10).plusSeconds(1)));
    clock.stop();
    Instant stopped = clock.instant();
    assertThat(stopped).isAfterOrEqualTo(START.plusSeconds(601));
    Thread.sleep(2);
    assertThat(clock.instant()).isEqualTo(stopped);
    clock.startAt(Duration.ofMinutes(20));
    assertThat(clock.instant()).isAfterOrEqualTo(START.plusSeconds(1200));
  }

  @Test
  void sleepersOfAStandingClockWakeWhenItIsSet() throws InterruptedException {
    SetClock clock = LabClock.standing(START);
    CountDownLatch awake = new CountDownLatch(1);
    Thread sleeper =
        Thread.ofVirtual()
            .start(() -> {
              try {
                clock.sleepUntil(START.plusSeconds(60));
                awake.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    clock.startAt(Duration.ofSeconds(59));
    assertThat(awake.getCount()).isOne();
    clock.startAt(Duration.ofSeconds(60));
    awake.await();
    sleeper.join();
  }

  @Test
  void aSpeedOutsideItsBoundsIsRefused() {
    assertThatThrownBy(() -> LabClock.scaled(START, 31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31");
  }

  @Test
  void aLateTickIsRememberedForItsInterval() {
    try (LoadMeter meter = new LoadMeter()) {
      long now = System.nanoTime() + Duration.ofHours(1).toNanos(); // the real ticker is far behind
      meter.tick(now);
      long late = now + Duration.ofMillis(500).toNanos();
      meter.tick(late);
      assertThat(meter.lateBetween(now + 1, now + 2)).isTrue();
      long after = late + Duration.ofMillis(20).toNanos();
      meter.tick(late + Duration.ofMillis(10).toNanos());
      meter.tick(after);
      assertThat(meter.lateBetween(late + 1, after)).isFalse();
      assertThat(meter.lateBetween(late + 1, after + Duration.ofMillis(200).toNanos())).isTrue();
    }
  }
}
