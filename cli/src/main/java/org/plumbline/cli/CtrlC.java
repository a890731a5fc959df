package org.plumbline.cli;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C, and what else asks the process to end: the thread that made this is interrupted, and the
 * process lives until it has tidied up.
 */
final class CtrlC implements AutoCloseable {
  /** By convention: 128 and the number of SIGINT. */
  static final int EXIT_STATUS = 130;

  private static final Duration TIDY_MAX = Duration.ofSeconds(10);

  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::interrupt, "ctrl-c");
  private final CountDownLatch tidy = new CountDownLatch(1);
  private volatile @Nullable Integer verdict;

  private CtrlC() {}

  static CtrlC interruptsThisThread() {
    CtrlC ctrlC = new CtrlC();
    Runtime.getRuntime().addShutdownHook(ctrlC.hook);
    return ctrlC;
  }

  /** The work is done, and what comes now only stays up: ending it is no failure. */
  void done(int exitStatus) {
    verdict = exitStatus;
  }

  /** The exit status of the work that was done. */
  OptionalInt verdict() {
    Integer status = verdict;
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  private void interrupt() {
    worker.interrupt();
    try {
      if (!tidy.await(TIDY_MAX.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException hurried) {
      return;
    }
    verdict().ifPresent(Runtime.getRuntime()::halt);
  }

  /** Everything is tidied up. */
  @Override
  public void close() {
    tidy.countDown();
    if (!hook.isAlive()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // the process ends already, and the hook only waited for this
      }
    }
  }
}
