package org.plumbline.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks at the same time, one virtual thread each, and waits for all of them. */
public final class Fanout {
  private Fanout() {}

  /**
   * The results in the order of the tasks. A task that is not done at the deadline is interrupted
   * (which closes its socket) and has no result.
   *
   * @throws IllegalStateException when a task throws: what a target does is a value, so this is our
   *     own bug
   */
  public static <T> List<T> all(List<? extends Callable<T>> tasks, Deadline deadline) {
    List<T> results = new ArrayList<>(tasks.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> future :
          threads.invokeAll(tasks, deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS)) {
        if (!future.isCancelled()) {
          results.add(future.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a task of a fan-out failed", e.getCause());
    }
    return results;
  }
}
