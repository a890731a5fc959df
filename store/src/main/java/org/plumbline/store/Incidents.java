package org.plumbline.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Incident;

/** The incidents that were said, in all their versions. */
public interface Incidents {
  /** No upper bound: the first page of {@link #find}. */
  long NEWEST = Long.MAX_VALUE;

  /**
   * Which incidents, by their newest version.
   *
   * @param states empty means all
   * @param since earliest {@code emittedAt}
   */
  record Filter(Set<Incident.State> states, @Nullable String service, @Nullable Instant since) {
    public static final Filter ALL = new Filter(Set.of(), null, null);

    public Filter {
      states = Set.copyOf(states);
    }
  }

  /**
   * Incidents in their newest version, the one that appeared last first. The order does not change
   * with new versions, so that pages fit together while incidents live.
   *
   * @param next what {@code before} is for the page that follows; 0 when there is none
   */
  record Page(List<Incident> incidents, long next) {
    public Page {
      incidents = List.copyOf(incidents);
    }
  }

  /**
   * A version, by the number of its commit.
   *
   * @param number rises by one from version to version over all incidents, from 1
   */
  record Change(long number, Incident incident) {}

  /** The newest version. */
  Optional<Incident> newest(String id);

  /** All versions, the first first. */
  List<Incident> history(String id);

  /**
   * @param before {@link #NEWEST}, or {@code next} of the page before
   * @param limit at least 1
   */
  Page find(Filter filter, long before, int limit);

  /** At most {@code limit} changes behind number {@code after}, oldest first. */
  List<Change> changes(long after, int limit);

  /** The number of the newest change; 0 when there is none. */
  long lastChange();

  /**
   * Takes away at most {@code limit} incidents that have ended and whose newest version was emitted
   * before a moment, with all versions and deliveries; the one that appeared first goes first. One
   * of which an alert is yet to be planned stays, and so does the one that holds the newest change
   * of all: a number is never given twice.
   *
   * @return how many went
   */
  int forget(Instant before, int limit);

  /** Waits until there is a change behind number {@code after}; false when time is over first. */
  boolean awaitAfter(long after, Duration timeout) throws InterruptedException;
}
