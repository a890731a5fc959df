package org.plumbline.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Logged;
import org.plumbline.store.Directory;
import org.plumbline.store.Incidents;
import org.plumbline.store.Judged;
import org.plumbline.store.LogPage;
import org.plumbline.store.MeasurementLog;
import org.plumbline.store.Snapshots;
import org.plumbline.store.StoreException;
import org.plumbline.store.Truth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that judges the log. */
public final class Runner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
  private static final int BATCH_ENTRIES_MAX = 1_000;
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  private final MeasurementLog log;
  private final Directory directory;
  private final Truth truth;
  private final Incidents incidents;
  private final Saves saves;
  private Batch batch;
  private final Thread thread;
  private volatile long judged;
  private volatile boolean stopping;
  private volatile @Nullable Throwable failure;

  public Runner(
      MeasurementLog log,
      Directory directory,
      Truth truth,
      Incidents incidents,
      Snapshots snapshots,
      Judge.Source judges) {
    this.log = log;
    this.directory = directory;
    this.truth = truth;
    this.incidents = incidents;
    this.saves = new Saves(snapshots, judges);
    this.batch = new Batch(incidents);
    this.thread = Thread.ofPlatform().name("runner").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Cursor of the log behind the last entry judged; trails the log by what is yet to be judged. */
  public long judged() {
    return judged;
  }

  /** Cursor of the log from which a restart reads: nothing from there on may be taken away. */
  public long restartsFrom() {
    return saves.saved();
  }

  /** Why it stopped by itself: an error of ours, since a store that fails is tried again. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  private void run() {
    try {
      Judge judge = saves.judge(truth.cursor());
      judged = saves.saved();
      replay(judge);
      while (!stopping) {
        step(judge);
      }
      settle(judge);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
      LOG.error("the runner stopped at entry {} of the log", judged, e);
    }
  }

  /** Brings the judge to where it stood at the last commit. */
  private void replay(Judge judge) throws InterruptedException {
    long committed = truth.cursor();
    while (judged < committed && !stopping) {
      LogPage page = read((int) Math.min(BATCH_ENTRIES_MAX, committed - judged));
      if (page.entries().isEmpty()) {
        throw new IllegalStateException(
            "the log ends at entry %d and was judged up to %d: it is not the log of this truth"
                .formatted(judged, committed));
      }
      if (judged == 0 && page.next() > page.entries().size()) {
        introduce(judge, page.entries().getFirst().receivedAt());
      }
      page.entries().forEach(judge::accept);
      judged = page.next();
    }
  }

  /** Tells who is who when the log's beginning, where that stood, is no longer kept. */
  private void introduce(Judge judge, Instant at) {
    directory.services().forEach(service -> judge.accept(new Logged(at, service)));
    directory.vantages().forEach(vantage -> judge.accept(new Logged(at, vantage)));
  }

  private void step(Judge judge) throws InterruptedException {
    if (!log.awaitAfter(judged, WAIT)) {
      return;
    }
    LogPage page = read(BATCH_ENTRIES_MAX);
    for (Logged logged : page.entries()) {
      batch.add(logged, judge.accept(logged));
    }
    boolean due = batch.isDue();
    if (due) {
      commit(page.next());
    }
    judged = page.next();
    if (due) {
      saves.consider(judge, judged);
    }
  }

  /** Leaves nothing to read again: what was read since the last commit had nothing to say. */
  private void settle(Judge judge) throws InterruptedException {
    if (judged > truth.cursor()) {
      commit(judged);
    }
    saves.save(judge, judged);
  }

  private LogPage read(int limit) throws InterruptedException {
    while (true) {
      try {
        return log.read(judged, limit);
      } catch (StoreException e) {
        pause("the log cannot be read", e);
      }
    }
  }

  /** Commits what was said up to a cursor of the log. */
  private void commit(long cursor) throws InterruptedException {
    commit(batch.judged(cursor));
    batch = new Batch(incidents);
  }

  /** Commits, again and again while the store cannot: the judge has gone on and cannot go back. */
  private void commit(Judged judgement) throws InterruptedException {
    while (true) {
      try {
        // A commit that failed to say so may have been made.
        if (truth.cursor() < judgement.cursor()) {
          truth.commit(judgement);
        }
        return;
      } catch (StoreException e) {
        pause("a judgement cannot be committed", e);
      }
    }
  }

  private void pause(String what, StoreException e) throws InterruptedException {
    if (stopping) {
      throw new InterruptedException("stopped while " + what);
    }
    LOG.error("{}; trying again", what, e);
    Thread.sleep(RETRY);
  }

  /** Stops after the batch in hand; what is not committed is judged again at the next start. */
  @Override
  public void close() {
    stopping = true;
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(STOP_MAX)) {
        LOG.error("the runner did not stop within {}", STOP_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
