package org.plumbline.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.incident.Policy;
import org.plumbline.model.Logged;
import org.plumbline.store.Facts;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.Snapshots;
import org.plumbline.store.Store;
import org.plumbline.store.StoreFixture;
import org.plumbline.store.TestClock;
import org.plumbline.store.embedded.EmbeddedStore;

/** The engine through each kind of store, where the runner's own tests have a small judge. */
class EngineJudgeTest {
  private static final TestClock CLOCK = new TestClock(StoreFixture.START);

  /** Counts how its judges came to be. */
  private static final class Counting implements Judge.Source {
    private final Judge.Source engines = EngineJudge.of(Policy.standard());
    private int fresh;
    private int restored;

    @Override
    public Judge fresh() {
      fresh++;
      return engines.fresh();
    }

    @Override
    public Judge restore(InputStream from) throws IOException {
      Judge judge = engines.restore(from);
      restored++;
      return judge;
    }
  }

  static Stream<Store> stores(@TempDir Path folder) {
    return Stream.of(new MemoryStore(CLOCK), EmbeddedStore.open(folder, CLOCK));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void theEngineThatWasSavedIsTheOneThatGoesOn(Store store) {
    try (store) {
      Counting source = new Counting();
      Judge judge = source.fresh();
      judge.accept(new Logged(StoreFixture.START, Facts.measurement("home-1", 1, 1)));
      new Saves(store.snapshots(), source).save(judge, 1);
      Snapshots.Snapshot saved = store.snapshots().newest().orElseThrow();

      Saves next = new Saves(store.snapshots(), source);
      next.judge(1);

      assertThat(saved.cursor()).isEqualTo(1);
      assertThat(next.saved()).isEqualTo(1);
      assertThat(source.restored).isEqualTo(1);
      assertThat(source.fresh).isEqualTo(1);
    }
  }
}
