package org.plumbline.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.plumbline.model.Heartbeat;

/** Tells once a minute how the agent itself is. */
final class Heart implements Runnable {
  static final Duration EVERY = Duration.ofMinutes(1);

  private final Setup setup;
  private final Pace pace;
  private final InstantSource own;
  private final Uplink uplink;
  private final Outbox outbox;
  private final Shipper shipper;
  private final Instant born;

  Heart(Setup setup, Pace pace, InstantSource own, Uplink uplink, Outbox outbox, Shipper shipper) {
    this.setup = setup;
    this.pace = pace;
    this.own = own;
    this.uplink = uplink;
    this.outbox = outbox;
    this.shipper = shipper;
    this.born = pace.now();
  }

  /** One beat, now: it blocks while the anchors are tried. */
  void beat() throws InterruptedException {
    Uplink.Look look = uplink.look();
    outbox.beat(stock ->
        new Heartbeat(
            setup.vantage().id(),
            own.instant(),
            setup.epoch(),
            Duration.between(born, pace.now()),
            look.anchors(),
            look.mustFail(),
            stock.produced(),
            stock.acknowledged(),
            stock.queued(),
            stock.dropped(),
            shipper.clockOffset(),
            outbox.introduced().families(),
            setup.version(),
            null));
  }

  @Override
  public void run() {
    Schedule schedule = new Schedule(pace.now(), EVERY, setup.seed(), setup.vantage().id());
    long slot = -1;
    try {
      while (true) {
        slot = schedule.next(slot, pace.now());
        pace.sleepUntil(schedule.at(slot));
        beat();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
