package org.plumbline.store;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Term;

/**
 * Alerts on their way: what each row of the {@link Outbox} became, one delivery for each recipient
 * of each channel, kept until the end so that what never arrived can be shown with its reason.
 */
public interface Deliveries {
  /** How far a delivery came. */
  enum State implements Term {
    WAITING,
    DELIVERED,
    GIVEN_UP;

    private final String word = name().toLowerCase(Locale.ROOT);

    @Override
    public String word() {
      return word;
    }
  }

  /**
   * Where a delivery goes.
   *
   * @param channel id of a configured channel
   * @param recipient who is told there, such as a mail address; empty for a channel that is one
   *     recipient itself
   */
  record Destination(String channel, String recipient) {}

  /**
   * A version of an incident on its way to one destination.
   *
   * @param number rises from delivery to delivery
   * @param attempts how often it was tried
   * @param due when it is tried next; counts while it waits
   * @param problem why the last attempt failed, or why it was given up
   */
  record Delivery(
      long number,
      String incident,
      int version,
      Destination to,
      State state,
      int attempts,
      Instant plannedAt,
      Instant due,
      @Nullable String problem) {}

  /** The first and the last version of an incident that were planned for a channel. */
  record Told(int first, int last) {}

  /**
   * Puts a delivery for each destination in the place of a row of the outbox, as one commit. Does
   * nothing when the row is settled already: a row is never planned twice.
   *
   * @param now when they are due
   */
  void plan(Outbox.Row row, List<Destination> destinations, Instant now);

  /** What a channel was planned to hear of an incident; empty when nothing. */
  Optional<Told> told(String incident, String channel);

  /** At most {@code limit} deliveries of a channel that wait and are due, oldest first. */
  List<Delivery> due(String channel, Instant now, int limit);

  /** Keeps state, attempts, due time and problem of the delivery with that number. */
  void update(Delivery delivery);

  /** Gives up what waits for any other channel than these, which nobody will ever deliver. */
  void giveUpOthers(Set<String> channels, String problem);

  /**
   * At most {@code limit} deliveries in one of these states, newest first.
   *
   * @param before only numbers below this; {@link Long#MAX_VALUE} for the newest
   */
  List<Delivery> find(Set<State> states, long before, int limit);

  /** Those that have not arrived, waiting or given up, as {@link #find} has them. */
  default List<Delivery> undelivered(long before, int limit) {
    return find(EnumSet.of(State.WAITING, State.GIVEN_UP), before, limit);
  }

  /** How many are kept in each state. */
  Map<State, Long> tally();

  /**
   * Takes away at most {@code limit} deliveries that were planned before a moment, oldest first:
   * none that waits, and none of an incident that has not ended, of which a channel may yet have to
   * be told more.
   *
   * @return how many went
   */
  int forget(Instant before, int limit);

  /** The number of the newest delivery; 0 when there is none. */
  long last();

  /** Waits until there is a delivery behind number {@code after}; false when time is over first. */
  boolean awaitAfter(long after, Duration timeout) throws InterruptedException;
}
