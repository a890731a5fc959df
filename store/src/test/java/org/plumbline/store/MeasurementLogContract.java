package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.store.Facts.gap;
import static org.plumbline.store.Facts.heartbeat;
import static org.plumbline.store.Facts.measurement;
import static org.plumbline.store.Facts.route;
import static org.plumbline.store.Facts.service;
import static org.plumbline.store.Facts.vantage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Entry;
import org.plumbline.model.Logged;

/** What every {@link MeasurementLog} does with entries. */
public interface MeasurementLogContract extends StoreFixture {
  @Test
  default void aCommitHasOneReceivedAtAndTheOrderOfKindIdAndBytes() {
    List<Entry> ordered =
        List.of(
            service("aaa", "A"),
            service("shop", "Shop"),
            vantage("home-1", "Chicago"),
            route("192.0.2.0/24"),
            heartbeat("home-1", START),
            gap("home-1", 1, 5, 6),
            measurement("home-1", 1, 10),
            measurement("home-1", 1, 2));
    List<Entry> shuffled = new ArrayList<>(ordered);
    long seed = 7;
    Collections.shuffle(shuffled, new Random(seed));

    append(shuffled.toArray(Entry[]::new));

    assertThat(entries()).isEqualTo(ordered);
    assertThat(everything()).extracting(Logged::receivedAt).containsOnly(START);
  }

  @Test
  default void commitsAreLaterThanTheOneBeforeThoughTheWallClockStepsBack() {
    append(measurement("home-1", 1, 1));
    clock().move(Duration.ofHours(-1));
    append(measurement("home-1", 1, 2));
    append(measurement("home-1", 1, 3));

    assertThat(everything())
        .extracting(Logged::receivedAt)
        .containsExactly(START, START.plusMillis(1), START.plusMillis(2));
  }

  @Test
  default void duplicatesAreFoundByTheIdentityOfTheirKind() {
    append(
        measurement("home-1", 1, 1),
        heartbeat("home-1", START),
        gap("home-1", 1, 5, 6),
        route("192.0.2.0/24"),
        service("shop", "Shop"),
        vantage("home-1", "Chicago"));

    assertThat(
            append(
                measurement("other", "home-1", 1, 1),
                measurement("home-1", 2, 1),
                heartbeat("home-1", START),
                heartbeat("home-1", START.plusMillis(1)),
                gap("home-1", 1, 5, 9),
                gap("home-1", 1, 6, 6),
                route("192.0.2.0/24"),
                route("192.0.2.0/25"),
                service("shop", "Shop"),
                vantage("home-1", "Boston")))
        .containsExactly(
            Receipt.DUPLICATE,
            Receipt.STORED,
            Receipt.DUPLICATE,
            Receipt.STORED,
            Receipt.DUPLICATE,
            Receipt.STORED,
            Receipt.DUPLICATE,
            Receipt.STORED,
            Receipt.DUPLICATE,
            Receipt.STORED);
    assertThat(everything()).hasSize(11);
  }

  @Test
  default void aServiceIsADuplicateOnlyOfTheOneThatStands() {
    append(service("shop", "Shop"));
    append(service("shop", "New shop"));

    assertThat(append(service("shop", "Shop"))).containsExactly(Receipt.STORED);
    assertThat(append(service("shop", "Shop"))).containsExactly(Receipt.DUPLICATE);
  }

  @Test
  default void ofDuplicatesInOneCommitOneStands() {
    assertThat(append(measurement("home-1", 1, 1), measurement("home-1", 1, 1)))
        .containsExactlyInAnyOrder(Receipt.STORED, Receipt.DUPLICATE);
    assertThat(entries()).containsExactly(measurement("home-1", 1, 1));
  }

  @Test
  default void aCommitOfDuplicatesAloneWritesNothing() {
    append(measurement("home-1", 1, 1));
    long end = store().log().end();

    append(measurement("home-1", 1, 1));

    assertThat(store().log().end()).isEqualTo(end);
  }

  @Test
  default void aReaderGoesOnAtItsCursor() {
    append(measurement("home-1", 1, 1), measurement("home-1", 1, 2), measurement("home-1", 1, 3));
    append(measurement("home-1", 1, 4));

    LogPage first = store().log().read(0, 2);
    LogPage second = store().log().read(first.next(), 100);
    LogPage third = store().log().read(second.next(), 100);

    assertThat(first.entries()).hasSize(2);
    assertThat(second.entries())
        .extracting(Logged::entry)
        .containsExactly(measurement("home-1", 1, 3), measurement("home-1", 1, 4));
    assertThat(third.entries()).isEmpty();
    assertThat(third.next()).isEqualTo(second.next()).isEqualTo(store().log().end());
  }

  @Test
  default void manyCommitsAndBigOnesReadBackInOrder() {
    List<Entry> expected = new ArrayList<>();
    int sequence = 0;
    for (int commit : List.of(1, 700, 2, 300)) {
      List<Entry> batch = new ArrayList<>();
      for (int i = 0; i < commit; i++) {
        batch.add(measurement("v" + (1_000 + sequence), 1, ++sequence));
      }
      append(batch.toArray(Entry[]::new));
      expected.addAll(batch);
    }

    List<Entry> read = new ArrayList<>();
    LogPage page = store().log().read(0, 37);
    while (!page.entries().isEmpty()) {
      page.entries().forEach(logged -> read.add(logged.entry()));
      page = store().log().read(page.next(), 37);
    }
    assertThat(read).isEqualTo(expected);
  }

  @Test
  default void aWaitEndsWhenSomethingIsAppended() throws InterruptedException {
    long end = store().log().end();
    assertThat(store().log().awaitAfter(end, Duration.ZERO)).isFalse();

    Thread appender = Thread.ofPlatform().start(() -> append(measurement("home-1", 1, 1)));

    assertThat(store().log().awaitAfter(end, Duration.ofSeconds(30))).isTrue();
    appender.join();
  }

  @Test
  default void theWatermarkStopsAtWhatIsMissing() {
    append(measurement("home-1", 3, 1), measurement("home-1", 3, 2), measurement("home-1", 3, 5));
    assertThat(store().log().watermark("home-1", 3)).isEqualTo(2);
    assertThat(store().log().watermark("home-1", 4)).isZero();

    append(measurement("home-1", 3, 4));
    append(measurement("home-1", 3, 3));
    assertThat(store().log().watermark("home-1", 3)).isEqualTo(5);
  }

  @Test
  default void aDeclaredGapLetsTheWatermarkPassAndIsNoMeasurement() {
    append(gap("home-1", 3, 2, 9), measurement("home-1", 3, 10), measurement("home-1", 3, 11));
    assertThat(store().log().watermark("home-1", 3)).isZero();

    append(measurement("home-1", 3, 1));
    assertThat(store().log().watermark("home-1", 3)).isEqualTo(11);
    assertThat(append(measurement("home-1", 3, 4))).containsExactly(Receipt.STORED);
  }
}
