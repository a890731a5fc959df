package org.plumbline.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Virtual threads that are started together and leave together. */
final class Crew {
  private final String name;
  private final List<Thread> threads = new ArrayList<>();
  private boolean stopped;

  Crew(String name) {
    this.name = name;
  }

  /** Starts a thread, unless the crew has been stopped. */
  synchronized void start(String role, Runnable work) {
    threads.removeIf(thread -> !thread.isAlive());
    if (!stopped) {
      threads.add(Thread.ofVirtual().name(name + " " + role).start(work));
    }
  }

  /**
   * Interrupts all and waits until they have ended.
   *
   * @param limit longest real time to wait for all
   * @return false when one is still there
   */
  boolean stop(Duration limit) throws InterruptedException {
    List<Thread> leaving;
    synchronized (this) {
      stopped = true;
      leaving = List.copyOf(threads);
    }
    leaving.forEach(Thread::interrupt);
    long endNanos = System.nanoTime() + limit.toNanos();
    boolean gone = true;
    for (Thread thread : leaving) {
      gone &= thread.join(Duration.ofNanos(Math.max(1, endNanos - System.nanoTime())));
    }
    return gone;
  }

  /** How many are at work. */
  synchronized int size() {
    threads.removeIf(thread -> !thread.isAlive());
    return threads.size();
  }
}
