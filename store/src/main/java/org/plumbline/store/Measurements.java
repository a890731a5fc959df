package org.plumbline.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Logged;

/** Questions to the log about measurements. */
public interface Measurements {
  /** No upper bound: the first page of {@link #find}. */
  long NEWEST = Long.MAX_VALUE;

  /**
   * Which measurements; an absent part does not restrict.
   *
   * @param since earliest {@code receivedAt}
   * @param until {@code receivedAt} must be before it
   */
  record Filter(
      @Nullable String service,
      @Nullable String vantage,
      @Nullable Instant since,
      @Nullable Instant until) {
    public static final Filter ALL = new Filter(null, null, null);

    public Filter(@Nullable String service, @Nullable String vantage, @Nullable Instant since) {
      this(service, vantage, since, null);
    }
  }

  /**
   * Measurements, the newest first. A page may be short of its limit, or empty, and yet have a
   * next: what one question looks through is bounded, also where few of many match.
   *
   * @param next what {@code before} is for the page that follows; 0 when there is none
   */
  record Page(List<Logged> measurements, long next) {
    public Page {
      measurements = List.copyOf(measurements);
    }
  }

  Optional<Logged> byId(String id);

  /**
   * The newest measurements before a place in the log.
   *
   * @param before {@link #NEWEST}, or {@code next} of the page before
   * @param limit at least 1
   */
  Page find(Filter filter, long before, int limit);
}
