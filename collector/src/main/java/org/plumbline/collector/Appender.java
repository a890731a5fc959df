package org.plumbline.collector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.store.EntryLine;
import org.plumbline.store.MeasurementLog;
import org.plumbline.store.Receipt;
import org.plumbline.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the log: what waits together is appended together, and ticks are
 * written when they are due.
 */
public final class Appender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
  private static final int QUEUE_POSTS_MAX = 64;
  private static final int GROUP_LINES_MAX = 20_000;
  private static final Duration QUEUE_WAIT_MAX = Duration.ofSeconds(2);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** How late a tick may be written, in real time; a scaled clock passes many of these a tick. */
  private static final Duration TICK_LATE_MAX = Duration.ofMillis(50);

  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  /** Lines that wait for a group commit, and then their receipts or why there are none. */
  private static final class Waiting {
    final List<EntryLine> lines;
    final CountDownLatch done = new CountDownLatch(1);
    volatile List<Receipt> receipts = List.of();
    volatile @Nullable StoreException failure;

    Waiting(List<EntryLine> lines) {
      this.lines = lines;
    }
  }

  private final MeasurementLog log;
  private final IngestMeter meter = new IngestMeter();
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_POSTS_MAX);
  private final Thread thread;
  private volatile boolean stopping;
  private boolean tickFailed;

  public Appender(MeasurementLog log) {
    this.log = log;
    this.thread = Thread.ofPlatform().name("appender").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Whether posts are stored: it was started, and has not ended. */
  public boolean isOpen() {
    return thread.isAlive() && !stopping;
  }

  /** What came in so far. */
  public IngestMeter meter() {
    return meter;
  }

  /**
   * Appends lines, together with what others append at this time; durable when it returns.
   *
   * @return what became of each line, in the order given
   * @throws Overloaded when the queue stays full, or this is stopping
   * @throws StoreException when the log cannot be written; whether an entry stands is then found by
   *     sending it again
   */
  List<Receipt> append(List<EntryLine> lines) throws Overloaded, InterruptedException {
    Waiting waiting = new Waiting(lines);
    if (stopping || !queue.offer(waiting, QUEUE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new Overloaded("more comes in than can be stored", RETRY_AFTER);
    }
    while (!waiting.done.await(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      if (!thread.isAlive()) {
        throw new Overloaded("the server is stopping", RETRY_AFTER);
      }
    }
    StoreException failure = waiting.failure;
    if (failure != null) {
      throw new StoreException("the log cannot be written", failure);
    }
    return waiting.receipts;
  }

  private void run() {
    try {
      while (!stopping || !queue.isEmpty()) {
        Waiting first = queue.poll(TICK_LATE_MAX.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          tick();
        } else {
          appendGroup(first);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("the appender stopped", e);
      throw e;
    }
  }

  private void tick() {
    try {
      log.tick();
      tickFailed = false;
    } catch (StoreException e) {
      if (!tickFailed) {
        LOG.error("a tick cannot be written; trying again", e);
      }
      tickFailed = true;
    }
  }

  private void appendGroup(Waiting first) {
    List<Waiting> group = new ArrayList<>();
    List<EntryLine> lines = new ArrayList<>();
    for (Waiting next = first; next != null; next = nextOf(lines.size())) {
      group.add(next);
      lines.addAll(next.lines);
    }
    try {
      long beganNanos = System.nanoTime();
      List<Receipt> receipts = log.append(lines);
      meter.appended(Duration.ofNanos(System.nanoTime() - beganNanos));
      int from = 0;
      for (Waiting waiting : group) {
        waiting.receipts = receipts.subList(from, from + waiting.lines.size());
        from += waiting.lines.size();
      }
    } catch (StoreException e) {
      LOG.error("{} lines cannot be appended", lines.size(), e);
      group.forEach(waiting -> waiting.failure = e);
    } catch (RuntimeException e) {
      // A mistake of ours that these lines met must not keep all other lines out.
      LOG.error("{} lines cannot be appended", lines.size(), e);
      StoreException failure = new StoreException("an error of the server", e);
      group.forEach(waiting -> waiting.failure = failure);
    } finally {
      group.forEach(waiting -> waiting.done.countDown());
    }
  }

  private @Nullable Waiting nextOf(int lines) {
    return lines < GROUP_LINES_MAX ? queue.poll() : null;
  }

  /** Stops when all that waits is appended. */
  @Override
  public void close() {
    stopping = true;
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(STOP_MAX)) {
        LOG.error("the appender did not stop within {}", STOP_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
