package org.plumbline.cli;

import java.time.Duration;
import org.plumbline.store.Retention;
import org.plumbline.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that takes away what is kept no longer, a step at a time. */
final class Sweeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);

  /** Between two looks at what has become too old. */
  private static final Duration LOOK = Duration.ofMinutes(5);

  /** Between two steps, for those who post meanwhile. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  private final Retention retention;
  private final Thread thread;

  Sweeping(Retention retention) {
    this.retention = retention;
    this.thread = Thread.ofPlatform().name("sweeping").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(more() ? PAUSE : LOOK);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean more() {
    try {
      return retention.step();
    } catch (StoreException e) {
      LOG.error("what is too old cannot be taken away; trying again in {}", LOOK, e);
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(STOP_MAX)) {
        LOG.error("the sweeping did not stop within {}", STOP_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
