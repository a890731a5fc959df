package org.plumbline.collector;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.model.Assignment;
import org.plumbline.model.Check;
import org.plumbline.model.Service;
import org.plumbline.model.Working;
import org.plumbline.store.Directory;
import org.plumbline.store.FollowUps;

/** What agents are told, put together from what stands and what the engine wants. */
final class Assignments {
  /** Candidates for cross-over tests that a check is told of (the data formats). */
  private static final int WORKS_MAX = 8;

  /** How soon a change of services is seen by who waits; follow-ups are seen at once. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Directory directory;
  private final FollowUps followUps;
  private final InstantSource clock;

  Assignments(Directory directory, FollowUps followUps, InstantSource clock) {
    this.directory = directory;
    this.followUps = followUps;
    this.clock = clock;
  }

  /** Both parts only rise, so the sum is another one whenever either is. */
  private long version() {
    return directory.servicesVersion() + followUps.version();
  }

  /** The assignment, as soon as it is another than that of a version; empty when it stays. */
  Optional<Assignment> after(long known, Duration wait) throws InterruptedException {
    Duration left = wait;
    while (version() == known) {
      if (!left.isPositive()) {
        return Optional.empty();
      }
      Duration look = left.compareTo(LOOK) < 0 ? left : LOOK;
      followUps.awaitVersion(followUps.version(), look);
      left = left.minus(look);
    }
    return Optional.of(current());
  }

  private Assignment current() {
    // Read before the parts: a change in between is told again, never missed.
    long version = version();
    List<Assignment.AssignedCheck> checks = new ArrayList<>();
    for (Service service : directory.services()) {
      for (Check check : service.checks()) {
        checks.add(new Assignment.AssignedCheck(service.id(), check));
      }
    }
    Map<String, List<Working>> works = new TreeMap<>();
    followUps
        .works()
        .forEach((check, all) -> works.put(check, all.stream().limit(WORKS_MAX).toList()));
    return new Assignment(version, checks, works, followUps.requests(clock.instant()));
  }
}
