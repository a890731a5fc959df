package org.plumbline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.DataOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Incident;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Facts;
import org.plumbline.store.Incidents;
import org.plumbline.store.Judged;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.Outbox;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.plumbline.store.StoreFixture;
import org.plumbline.store.TestClock;
import org.plumbline.store.Truth;
import org.plumbline.store.embedded.EmbeddedStore;
import org.plumbline.wire.Wire;

class RunnerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ALL = 1_000;

  private final TestClock clock = new TestClock(StoreFixture.START);
  @TempDir Path folder;

  /** Ten seconds of a day: some measurements, and the tick that follows them. */
  private void tenSeconds(Store store, int first) {
    for (int i = first; i < first + 3; i++) {
      var measurement = Facts.measurement("home-1", 1, i);
      store.log().append(List.of(new EntryLine(measurement, Wire.write(measurement))));
    }
    clock.move(Duration.ofSeconds(10));
    store.log().tick();
  }

  private static Runner runner(Store store, Truth truth) {
    return new Runner(
        store.log(),
        store.directory(),
        truth,
        store.incidents(),
        store.snapshots(),
        TallyJudge.SOURCE);
  }

  private static void run(Store store) throws InterruptedException {
    try (Runner runner = runner(store, store.truth())) {
      runner.start();
      awaitJudged(runner, store);
    }
  }

  private static void awaitJudged(Runner runner, Store store) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (runner.judged() < store.log().end()) {
      if (runner.failure().isPresent() || Instant.now().isAfter(end)) {
        fail("judged %d of %d: %s", runner.judged(), store.log().end(), runner.failure());
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsSaidOfTheLogIsCommittedWithTheCursor() throws InterruptedException {
    Store store = new MemoryStore(clock);
    tenSeconds(store, 1);
    tenSeconds(store, 4);
    run(store);

    assertThat(store.truth().cursor()).isEqualTo(store.log().end());
    assertThat(store.incidents().history("tally"))
        .extracting(incident -> incident.services().getFirst())
        .containsExactly("3 measured", "6 measured");
    assertThat(store.followUps().works())
        .isEqualTo(Map.of("shop/https", List.of(Facts.working("192.0.2.2"))));
    assertThat(store.followUps().requests(clock.instant())).hasSize(2);
  }

  @Test
  void whatIsOnlySuspectedIsNotAlerted() throws InterruptedException {
    Store store = new MemoryStore(clock);
    tenSeconds(store, 1);
    tenSeconds(store, 4);
    run(store);

    assertThat(store.outbox().undelivered(0, ALL))
        .extracting(Outbox.Row::version)
        .containsExactly(2);
  }

  @Test
  void aRestartSaysTheSameAndNothingTwice() throws InterruptedException {
    Store memory = new MemoryStore(clock);
    restartIsTheSame(() -> memory);
  }

  @Test
  void aRestartOnFilesSaysTheSameAndNothingTwice() throws InterruptedException {
    restartIsTheSame(() -> EmbeddedStore.open(folder, clock));
  }

  /** Runs in three lives, with entries that come in while nobody judges, and compares with one. */
  private void restartIsTheSame(Supplier<Store> opener) throws InterruptedException {
    MemoryStore once = new MemoryStore(clock);
    Instant start = clock.instant();
    Store store = opener.get();
    for (int life = 0; life < 3; life++) {
      for (int i = 0; i < 4; i++) {
        tenSeconds(store, 1 + 3 * (4 * life + i));
        if (i == 2) {
          run(store);
        }
      }
      store.close();
      store = opener.get();
    }
    run(store);
    clock.set(start);
    for (int i = 0; i < 12; i++) {
      tenSeconds(once, 1 + 3 * i);
    }
    run(once);

    List<Incidents.Change> changes = store.incidents().changes(0, ALL);
    assertThat(changes).hasSize(12).isEqualTo(once.incidents().changes(0, ALL));
    assertThat(store.outbox().undelivered(0, ALL)).isEqualTo(once.outbox().undelivered(0, ALL));
    store.close();
  }

  @Test
  void aRestartGoesOnFromTheSavedJudgeAndReadsNothingBeforeIt() throws InterruptedException {
    Store store = new MemoryStore(clock);
    tenSeconds(store, 1);
    run(store);
    assertThat(store.snapshots().newest().orElseThrow().cursor()).isEqualTo(store.log().end());
    // As if it had counted more than the log holds: who reads the log again says otherwise.
    store
        .snapshots()
        .save(store.log().end(), to -> new DataOutputStream(to).writeLong(100L << 32 | 1));
    tenSeconds(store, 4);
    run(store);

    assertThat(store.incidents().newest("tally").orElseThrow().services())
        .containsExactly("103 measured");
  }

  @Test
  void whoStopsBetweenTicksLeavesNothingToReadAgain() throws InterruptedException {
    Store store = new MemoryStore(clock);
    tenSeconds(store, 1);
    var late = Facts.measurement("home-1", 1, 4);
    store.log().append(List.of(new EntryLine(late, Wire.write(late))));
    run(store);

    assertThat(store.truth().cursor()).isEqualTo(store.log().end());
    assertThat(store.snapshots().newest().orElseThrow().cursor()).isEqualTo(store.log().end());
    assertThat(store.incidents().history("tally")).hasSize(1);
  }

  @Test
  void aSavedJudgeThatCannotBeReadIsPassedOver() throws InterruptedException {
    Store store = new MemoryStore(clock);
    tenSeconds(store, 1);
    run(store);
    store.snapshots().save(store.log().end(), to -> to.write(1));
    tenSeconds(store, 4);
    run(store);

    assertThat(store.incidents().newest("tally").orElseThrow().services())
        .containsExactly("6 measured");
  }

  @Test
  void aJudgeThatReadsALogWithoutItsBeginningIsToldWhoIsWho() throws InterruptedException {
    Store store = new MemoryStore(clock);
    var vantage = Facts.vantage("home-1", "Chicago");
    store.log().append(List.of(new EntryLine(vantage, Wire.write(vantage))));
    tenSeconds(store, 1);
    tenSeconds(store, 4);
    run(store);
    store.snapshots().save(store.log().end(), to -> to.write(1));
    int gone = store.log().forget(clock.instant(), store.truth().cursor(), 2);
    tenSeconds(store, 7);
    run(store);

    assertThat(gone).isPositive();
    assertThat(store.incidents().newest("tally").orElseThrow().services())
        .containsExactly((9 - (gone - 1)) + " measured by home-1");
  }

  @Test
  void aJudgeThatCountsFewerVersionsThanAreCommittedGoesOnBehindThem() throws InterruptedException {
    Store store = new MemoryStore(clock);
    tenSeconds(store, 1);
    tenSeconds(store, 4);
    tenSeconds(store, 7);
    run(store);
    store.snapshots().save(store.log().end(), to -> new DataOutputStream(to).writeLong(0));
    tenSeconds(store, 10);
    run(store);

    assertThat(store.incidents().history("tally"))
        .extracting(Incident::version)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void aSavedJudgeThatHasReadMoreThanIsCommittedIsPassedOver() throws InterruptedException {
    Store store = new MemoryStore(clock);
    store.snapshots().save(99, to -> new DataOutputStream(to).writeLong(100L << 32 | 1));
    tenSeconds(store, 1);
    run(store);

    assertThat(store.incidents().newest("tally").orElseThrow().services())
        .containsExactly("3 measured");
  }

  @Test
  void aCommitThatFailsIsTriedAgain() throws InterruptedException {
    Store store = new MemoryStore(clock);
    AtomicInteger failures = new AtomicInteger();
    Truth full =
        new Truth() {
          @Override
          public long cursor() {
            return store.truth().cursor();
          }

          @Override
          public Instant until() {
            return store.truth().until();
          }

          @Override
          public void commit(Judged judged) {
            if (failures.incrementAndGet() == 1) {
              throw new StoreException("disk full");
            }
            store.truth().commit(judged);
          }
        };
    tenSeconds(store, 1);
    try (Runner runner = runner(store, full)) {
      runner.start();
      awaitJudged(runner, store);
    }

    assertThat(failures).hasValue(2);
    assertThat(store.incidents().newest("tally")).isPresent();
  }

  @Test
  void aTruthOfAnotherLogIsRefused() throws InterruptedException {
    Store store = new MemoryStore(clock);
    store.truth().commit(new Judged(7, clock.instant(), List.of(), List.of(), List.of(), Map.of()));
    try (Runner runner = runner(store, store.truth())) {
      runner.start();
      Instant end = Instant.now().plus(PATIENCE);
      while (runner.failure().isEmpty() && Instant.now().isBefore(end)) {
        Thread.onSpinWait();
      }
      assertThat(runner.failure().orElseThrow()).hasMessageContaining("not the log of this truth");
    }
  }

  @Test
  void anIncidentThatNeverOpenedEndsSilently() {
    Incident never = Facts.incident("a", 2, Incident.State.RETRACTED, clock.instant(), "shop");
    assertThat(Alerting.alerts(never)).isFalse();
  }
}
