package org.plumbline.agent;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.plumbline.model.Vantage;
import org.plumbline.net.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One vantage at work, from {@link #start} to {@link #close}.
 *
 * <p>It introduces itself and learns the collector's time, sends a first heartbeat, and only then
 * asks for checks, so that whatever it measures can be dated. Many agents may share a process and
 * an HTTP client; each costs a virtual thread for every (check, family) and a handful beside.
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

  private final String vantage;
  private final Crew crew;
  private final Outbox outbox;
  private final Shipper shipper;
  private final Heart heart;
  private final Lanes lanes;
  private final Assignments assignments;
  private final InstantSource serverClock;

  /**
   * @param run what one run of one check does, from this vantage
   * @param network the way out to the anchors, from this vantage
   * @param http to the collector; left open
   */
  public Agent(
      Setup setup, Run run, Network network, HttpClient http, Clocks clocks, Strain strain) {
    vantage = setup.vantage().id();
    crew = new Crew(vantage);
    Pace pace = clocks.pace;
    InstantSource own = clocks.own;
    SplittableRandom random = new SplittableRandom(Schedule.mixed(setup.seed(), vantage));
    outbox = new Outbox(setup.vantage(), setup.epoch(), Outbox.WAITING_BYTES_MAX, own);
    Exchange exchange = new Exchange(http, setup.collector());
    shipper = new Shipper(outbox, exchange, pace, own, new Backoff(random.split()));
    serverClock =
        () -> {
          Duration offset = shipper.clockOffset();
          return offset == null ? own.instant() : own.instant().minus(offset);
        };
    Uplink uplink = new Uplink(network, pace, setup.anchors(), setup.mustFail());
    heart = new Heart(setup, pace, own, uplink, outbox, shipper);
    Measurer measurer = new Measurer(setup, run, own, strain, outbox);
    lanes = new Lanes(crew, setup, pace, measurer, uplink);
    assignments =
        new Assignments(vantage, exchange, lanes, pace, new Backoff(random.split()), serverClock);
  }

  /** Begins; returns at once. To be called once. */
  public void start() {
    outbox.introduce();
    crew.start("shipper", shipper);
    crew.start(
        "heart",
        () -> {
          try {
            shipper.awaitFirstAnswer();
            heart.beat();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return;
          }
          crew.start("assignments", assignments);
          heart.run();
        });
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
      shipper.flush(FLUSH_MAX);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
