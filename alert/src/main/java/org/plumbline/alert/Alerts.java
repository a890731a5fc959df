package org.plumbline.alert;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.plumbline.config.AlertSettings;
import org.plumbline.store.Deliveries;
import org.plumbline.store.Outbox;
import org.plumbline.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of what the runner committed: one thread that plans, and one for each channel. It
 * must run also where no channel is configured, since it empties the outbox.
 */
public final class Alerts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  /** How often retries that have become due are looked for. */
  private static final Duration WAIT = Duration.ofMillis(500);

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** How long a try that is on its way may still take when we are closed. */
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final Deliveries deliveries;
  private final Planner planner;
  private final List<Courier> couriers;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * @param dashboard where links lead when the settings do not say
   * @param clock of real time, also where the rest of the system lives in another: receivers
   *     compare the time of a signature with their own
   * @param random draws the jitter of retries
   */
  public Alerts(
      Store store,
      AlertSettings settings,
      URI dashboard,
      InstantSource clock,
      RandomGenerator random) {
    this(store, settings, Channels.of(settings, dashboard, clock), clock, random);
  }

  Alerts(
      Store store,
      AlertSettings settings,
      List<Channel> channels,
      InstantSource clock,
      RandomGenerator random) {
    this.outbox = store.outbox();
    this.deliveries = store.deliveries();
    this.planner =
        new Planner(store, channels, new Router(settings.routes(), store.directory()), clock);
    RetrySchedule schedule = new RetrySchedule(random);
    this.couriers =
        channels.stream().map(channel -> new Courier(channel, store, schedule, clock)).toList();
  }

  /** Starts to deliver, first of all what an earlier process left. */
  public void start() {
    Set<String> known = new HashSet<>();
    couriers.forEach(courier -> known.add(courier.channel()));
    deliveries.giveUpOthers(known, "the channel is not in the configuration any more");
    threads.add(Thread.ofVirtual().name("alert planner").start(this::plan));
    for (Courier courier : couriers) {
      threads.add(
          Thread.ofVirtual()
              .name("alert channel " + courier.channel())
              .start(() -> deliver(courier)));
    }
  }

  private void plan() {
    long[] planned = {0};
    repeat(() -> {
      long last = planner.plan(planned[0]);
      if (last == planned[0]) {
        outbox.awaitAfter(last, WAIT);
      }
      planned[0] = last;
    });
  }

  private void deliver(Courier courier) {
    repeat(() -> {
      long last = deliveries.last();
      courier.deliverDue();
      deliveries.awaitAfter(last, WAIT);
    });
  }

  /** One round of a thread. */
  private interface Round {
    void run() throws InterruptedException;
  }

  private void repeat(Round round) {
    try {
      while (!stopping) {
        try {
          round.run();
        } catch (RuntimeException e) {
          // A store that is full, or a fault of ours: neither may end the telling.
          if (!stopping) {
            LOG.error("alerts cannot be read, planned or kept; trying again", e);
            Thread.sleep(RETRY);
          }
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops; what is not delivered is tried at the next start. */
  @Override
  public void close() {
    stopping = true;
    long endNanos = System.nanoTime() + STOP_MAX.toNanos();
    try {
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofNanos(Math.max(1, endNanos - System.nanoTime())))) {
          thread.interrupt();
          thread.join(STOP_MAX);
        }
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }
}
