package org.plumbline.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.model.Logged;
import org.plumbline.model.Tick;

/**
 * The time stamps of a log: strictly rising from commit to commit, with the ticks that are due in
 * between. Shared by the implementations of {@link MeasurementLog}; the caller excludes threads.
 */
public final class Stamps {
  /**
   * Ticks that a live process may write late (one minute). More than these is a time in which it
   * did not run, as a laptop asleep, and nothing is written for downtime.
   */
  private static final int TICKS_LATE_MAX = 6;

  private static final Duration STEP = Duration.ofMillis(1);

  private final InstantSource clock;
  private Instant last;
  private Instant nextTick;

  /**
   * @param last {@code receivedAt} of the newest entry, {@link Instant#EPOCH} of an empty log
   */
  public Stamps(InstantSource clock, Instant last) {
    this.clock = clock;
    this.last = last;
    this.nextTick = Tick.firstFrom(now());
  }

  /**
   * What a commit made now would write.
   *
   * @param ticks due before it, oldest first
   * @param receivedAt of the commit itself, later than all before
   */
  public record Plan(List<Logged> ticks, Instant receivedAt, Instant nextTick) {
    public Plan {
      ticks = List.copyOf(ticks);
    }
  }

  /**
   * Plans a commit and changes nothing.
   *
   * @param entries whether entries follow the ticks: a tick follows all entries received until it,
   *     so entries received at the very moment of a tick still go before it
   */
  public Plan plan(boolean entries) {
    Instant now = now();
    Instant tick = nextTick;
    if (Duration.between(tick, now).compareTo(Tick.EVERY.multipliedBy(TICKS_LATE_MAX)) > 0) {
      tick = Tick.firstFrom(now);
    }
    Instant stamp = last;
    List<Logged> ticks = new ArrayList<>();
    while (entries ? tick.isBefore(now) : !tick.isAfter(now)) {
      stamp = later(tick, stamp.plus(STEP));
      ticks.add(new Logged(stamp, new Tick(tick)));
      tick = tick.plus(Tick.EVERY);
    }
    return new Plan(ticks, later(now, stamp.plus(STEP)), tick);
  }

  /**
   * Takes the planned stamps as used, once they are durable.
   *
   * @param entries whether entries were written behind the ticks
   */
  public void used(Plan plan, boolean entries) {
    nextTick = plan.nextTick();
    if (entries) {
      last = plan.receivedAt();
    } else if (!plan.ticks().isEmpty()) {
      last = plan.ticks().getLast().receivedAt();
    }
  }

  private Instant now() {
    return later(clock.instant().truncatedTo(ChronoUnit.MILLIS), last.plus(STEP));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
