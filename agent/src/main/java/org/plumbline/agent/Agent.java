package org.plumbline.agent;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Assignment;
import org.plumbline.model.Vantage;
import org.plumbline.net.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One vantage at work, from {@link #start} to {@link #close}.
 *
 * <p>It introduces itself and learns the collector's time, sends a first heartbeat, and only then
 * asks for checks, so that whatever it measures can be dated. One with a {@link Home} that knows
 * its last assignment does not wait for the collector: it measures, and keeps what it finds. Many
 * agents may share a process and an HTTP client; each costs a virtual thread for every (check,
 * family) and a handful beside.
 */
public final class Agent implements AutoCloseable {
  /** Longest real time for the runs under way to hear that they are cancelled. */
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  /** Longest real time for the last batches. */
  private static final Duration FLUSH_MAX = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  /**
   * The two times of an agent.
   *
   * @param pace by which it waits
   * @param own by which it dates its records; it may be wrong
   */
  public record Clocks(Pace pace, InstantSource own) {}

  /**
   * What an agent works with.
   *
   * @param run what one run of one check does, from this vantage
   * @param network the way out to the anchors, from this vantage
   * @param http to the collector; left open
   * @param tell takes what a person should know of the way to the collector
   */
  public record Means(
      Run run,
      Network network,
      HttpClient http,
      Clocks clocks,
      Strain strain,
      Consumer<String> tell) {}

  private final String vantage;
  private final @Nullable Home home;
  private final @Nullable Spool spool;
  private final @Nullable Shipper backlog;
  private final Crew crew;
  private final Outbox outbox;
  private final Shipper shipper;
  private final Heart heart;
  private final Lanes lanes;
  private final Assignments assignments;
  private final InstantSource serverClock;

  /** An agent that keeps what it finds in memory, and lives no longer than its collector. */
  public Agent(Setup setup, Means means) {
    this(setup, means, null, null);
  }

  /**
   * An agent that keeps what it finds on disk until the collector has it.
   *
   * @param home left open
   * @throws IOException when the spool cannot be read or written
   */
  public Agent(Setup setup, Means means, Home home) throws IOException {
    this(setup, means, home, home.spool(setup.vantage().id(), setup.epoch(), means.clocks.own));
  }

  private Agent(Setup setup, Means means, @Nullable Home home, @Nullable Spool spool) {
    vantage = setup.vantage().id();
    this.home = home;
    this.spool = spool;
    crew = new Crew(vantage);
    Pace pace = means.clocks.pace;
    InstantSource own = means.clocks.own;
    SplittableRandom random = new SplittableRandom(Schedule.mixed(setup.seed(), vantage));
    outbox =
        spool == null
            ? new Outbox(setup.vantage(), setup.epoch(), Outbox.WAITING_BYTES_MAX, own)
            : new Outbox(setup.vantage(), setup.epoch(), Outbox.LIVE_BYTES_MAX, own, spool);
    Exchange exchange = new Exchange(means.http, setup.collector(), new Reach(means.tell));
    shipper = new Shipper(outbox, Shipper.LINGER, exchange, pace, own, new Backoff(random.split()));
    serverClock =
        () -> {
          Duration offset = shipper.clockOffset();
          return offset == null ? own.instant() : own.instant().minus(offset);
        };
    Uplink uplink = new Uplink(means.network, pace, setup.anchors(), setup.mustFail());
    heart = new Heart(setup, pace, own, uplink, outbox, shipper);
    Measurer measurer = new Measurer(setup, means.run, own, means.strain, outbox);
    lanes = new Lanes(crew, setup, pace, measurer, uplink);
    assignments =
        new Assignments(vantage, exchange, this::apply, pace, new Backoff(random.split()));
    backlog =
        spool == null
            ? null
            : new Shipper(
                new Backlog(spool, vantage, setup.epoch(), own),
                Duration.ZERO,
                exchange,
                pace,
                own,
                new Backoff(random.split()));
  }

  private void apply(Assignment assignment) {
    lanes.apply(assignment, serverClock.instant());
    if (home != null) {
      home.remember(assignment);
    }
  }

  /** Begins; returns at once. To be called once. */
  public void start() {
    outbox.introduce();
    crew.start("shipper", shipper);
    crew.start("heart", this::live);
    if (backlog != null) {
      crew.start("backlog", () -> deliver(backlog));
    }
  }

  private void live() {
    try {
      Optional<Assignment> last = home == null ? Optional.empty() : home.lastAssignment();
      if (last.isEmpty()) {
        shipper.awaitFirstAnswer();
      }
      heart.beat();
      last.ifPresent(it -> lanes.apply(it, serverClock.instant()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return;
    }
    crew.start("assignments", assignments);
    heart.run();
  }

  /** Only when the collector knows us, and something new has gone before. */
  private void deliver(Shipper waiting) {
    try {
      shipper.awaitFirstAnswer();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return;
    }
    waiting.run();
  }

  /** Tells the collector that the vantage has changed, and measures by the families it has now. */
  public void introduce(Vantage changed) {
    outbox.introduce(changed);
    lanes.families(changed.families(), serverClock.instant());
  }

  /** Where all measurements of this agent are. */
  public Stock stock() {
    return outbox.stock();
  }

  /** How many threads are at work. */
  int threads() {
    return crew.size();
  }

  /**
   * Cancels the runs under way, ships what is left, and returns when no thread is left, after at
   * most ten seconds.
   */
  @Override
  public void close() {
    lanes.close();
    try {
      if (!crew.stop(STOP_MAX)) {
        LOG.error("agent {}: a run did not stop within {}", vantage, STOP_MAX);
      }
      if (!shipper.flush(FLUSH_MAX) && spool == null) {
        LOG.warn("stopped with something unsent: {}", outbox.stock());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    if (spool != null) {
      spool.close();
    }
  }
}
