package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.store.Facts.measurement;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Logged;
import org.plumbline.model.Tick;

/** When every {@link MeasurementLog} writes ticks. */
public interface TickContract extends StoreFixture {
  Instant T10 = Instant.parse("2026-03-01T12:00:10.000Z");
  Instant T20 = Instant.parse("2026-03-01T12:00:20.000Z");

  @Test
  default void aTickComesOnWholeMultiplesOfTenSecondsAndOnce() {
    store().log().tick();
    assertThat(everything()).isEmpty();

    clock().set(T10.plusMillis(3));
    store().log().tick();
    store().log().tick();

    assertThat(everything()).containsExactly(new Logged(T10, new Tick(T10)));
  }

  @Test
  default void aTickFollowsAllThatWasReceivedUntilIt() {
    clock().set(T10);
    append(measurement("home-1", 1, 1));
    store().log().tick();
    append(measurement("home-1", 1, 2));

    assertThat(everything())
        .containsExactly(
            new Logged(T10, measurement("home-1", 1, 1)),
            new Logged(T10.plusMillis(1), new Tick(T10)),
            new Logged(T10.plusMillis(2), measurement("home-1", 1, 2)));
  }

  @Test
  default void anAppendBringsTheTicksThatAreDueBeforeIt() {
    clock().set(T20.plusSeconds(2));
    append(measurement("home-1", 1, 1));

    assertThat(everything())
        .containsExactly(
            new Logged(T10, new Tick(T10)),
            new Logged(T20, new Tick(T20)),
            new Logged(T20.plusSeconds(2), measurement("home-1", 1, 1)));
  }

  @Test
  default void nothingIsWrittenForDowntime() {
    append(measurement("home-1", 1, 1));
    clock().move(Duration.ofHours(3));
    append(measurement("home-1", 1, 2));
    assertThat(entries()).containsExactly(measurement("home-1", 1, 1), measurement("home-1", 1, 2));

    clock().move(Duration.ofSeconds(10));
    store().log().tick();
    assertThat(entries()).last().isEqualTo(new Tick(Instant.parse("2026-03-01T15:00:10.000Z")));
  }

  @Test
  default void noTickComesTwiceWhenTheWallClockStepsBack() {
    clock().set(T10);
    store().log().tick();
    clock().set(T10.minusSeconds(5));
    store().log().tick();
    clock().set(T10.plusSeconds(1));
    store().log().tick();

    assertThat(entries()).containsExactly(new Tick(T10));
  }
}
