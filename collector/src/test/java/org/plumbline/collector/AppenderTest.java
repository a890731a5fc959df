package org.plumbline.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.store.Facts.measurement;
import static org.plumbline.store.StoreFixture.START;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Entry;
import org.plumbline.model.Logged;
import org.plumbline.model.Tick;
import org.plumbline.store.EntryLine;
import org.plumbline.store.LogPage;
import org.plumbline.store.MeasurementLog;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.Receipt;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.plumbline.store.TestClock;
import org.plumbline.store.embedded.EmbeddedStore;
import org.plumbline.wire.Wire;

class AppenderTest {
  private static final int ALL = 10_000;

  private final TestClock clock = new TestClock(START);

  private static EntryLine line(Entry entry) {
    return new EntryLine(entry, Wire.write(entry));
  }

  /** A log that holds its first append until it is let go, and then fails as it is told. */
  private static final class Held implements MeasurementLog {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    final List<Integer> groups = new ArrayList<>();
    private final boolean failing;

    Held(boolean failing) {
      this.failing = failing;
    }

    @Override
    public synchronized List<Receipt> append(List<EntryLine> lines) {
      entered.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      groups.add(lines.size());
      if (failing) {
        throw new StoreException("disk full");
      }
      return lines.stream().map(_ -> Receipt.STORED).toList();
    }

    @Override
    public void tick() {}

    @Override
    public LogPage read(long cursor, int limit) {
      return new LogPage(List.of(), cursor);
    }

    @Override
    public int forget(Instant before, long cursor, int limit) {
      return 0;
    }

    @Override
    public boolean awaitAfter(long cursor, Duration timeout) {
      return false;
    }

    @Override
    public long end() {
      return 0;
    }

    @Override
    public long watermark(String vantage, int epoch) {
      return 0;
    }
  }

  private static List<Thread> post(
      Appender appender, int posts, ConcurrentLinkedQueue<Object> out) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= posts; i++) {
      EntryLine line = line(measurement("home-1", 1, i));
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  out.addAll(appender.append(List.of(line)));
                } catch (Overloaded | StoreException e) {
                  out.add(e);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    return threads;
  }

  @Test
  void whatWaitsWhileTheDiskIsBusyIsOneCommit() throws InterruptedException {
    Held log = new Held(false);
    ConcurrentLinkedQueue<Object> out = new ConcurrentLinkedQueue<>();
    try (Appender appender = new Appender(log)) {
      appender.start();
      List<Thread> first = post(appender, 1, out);
      log.entered.await();
      List<Thread> others = post(appender, 20, out);
      for (Thread other : others) {
        while (other.getState() == Thread.State.RUNNABLE || other.getState() == Thread.State.NEW) {
          Thread.onSpinWait();
        }
      }
      log.release.countDown();
      first.getFirst().join();
      for (Thread other : others) {
        other.join();
      }
    }

    assertThat(out).hasSize(21).containsOnly(Receipt.STORED);
    assertThat(log.groups).first().isEqualTo(1);
    assertThat(log.groups).hasSizeLessThan(21);
  }

  @Test
  void whoFindsTheQueueFullIsToldToComeAgain() throws InterruptedException {
    Held log = new Held(false);
    ConcurrentLinkedQueue<Object> out = new ConcurrentLinkedQueue<>();
    try (Appender appender = new Appender(log)) {
      appender.start();
      List<Thread> threads = new ArrayList<>(post(appender, 1, out));
      // Alone in its group: how many wait then is the queue's own bound.
      log.entered.await();
      threads.addAll(post(appender, 79, out));
      while (out.isEmpty()) {
        Thread.onSpinWait();
      }
      log.release.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
    }

    assertThat(out).hasSize(80).hasAtLeastOneElementOfType(Overloaded.class);
    assertThat(out.stream().filter(Receipt.STORED::equals).count())
        .isEqualTo(log.groups.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void aLogThatCannotBeWrittenIsSaidToEachWhoWaits() throws InterruptedException {
    Held log = new Held(true);
    log.release.countDown();
    ConcurrentLinkedQueue<Object> out = new ConcurrentLinkedQueue<>();
    try (Appender appender = new Appender(log)) {
      appender.start();
      for (Thread thread : post(appender, 5, out)) {
        thread.join();
      }
    }

    assertThat(out).hasSize(5).allMatch(StoreException.class::isInstance);
  }

  @Test
  void aMistakeOfOursFailsItsLinesAndNotTheNext() throws Exception {
    Store store = new MemoryStore(clock);
    try (Appender appender = new Appender(store.log())) {
      appender.start();
      assertThatThrownBy(() -> appender.append(List.of(line(new Tick(START)))))
          .isInstanceOf(StoreException.class);
      assertThat(appender.append(List.of(line(measurement("home-1", 1, 1)))))
          .containsExactly(Receipt.STORED);
    }
  }

  @Test
  void ticksAreWrittenThoughNothingComesIn() throws InterruptedException {
    Store store = new MemoryStore(clock);
    try (Appender appender = new Appender(store.log())) {
      appender.start();
      clock.move(Duration.ofSeconds(10));
      assertThat(store.log().awaitAfter(0, Duration.ofSeconds(30))).isTrue();
    }

    assertThat(store.log().read(0, ALL).entries())
        .extracting(Logged::entry)
        .hasOnlyElementsOfType(Tick.class);
  }

  @Test
  void manyPostsAtOnceAllStandOnDisk(@TempDir Path folder) throws InterruptedException {
    ConcurrentLinkedQueue<Object> out = new ConcurrentLinkedQueue<>();
    try (Store store = EmbeddedStore.open(folder, clock)) {
      try (Appender appender = new Appender(store.log())) {
        appender.start();
        for (Thread thread : post(appender, 60, out)) {
          thread.join();
        }
      }
      assertThat(store.log().watermark("home-1", 1)).isEqualTo(60);
    }
    assertThat(out).hasSize(60).containsOnly(Receipt.STORED);
  }

  @Test
  void afterItsEndItTakesNothing() {
    Appender appender = new Appender(new MemoryStore(clock).log());
    appender.start();
    appender.close();

    assertThatThrownBy(() -> appender.append(List.of(line(measurement("home-1", 1, 1)))))
        .isInstanceOf(Overloaded.class);
  }
}
