package org.plumbline.agent;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Assignment;
import org.plumbline.model.Assignment.AssignedCheck;
import org.plumbline.model.Family;
import org.plumbline.model.FollowUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes that the newest assignment wants, and no other. */
final class Lanes {
  /** Runs of one agent at the same time. */
  private static final int RUNS_MAX = 64;

  /** Diagnostic runs after a failure at the same time. */
  private static final int DEEP_MAX = 2;

  /** Ceiling on checks, whatever an assignment says. */
  private static final int CHECKS_MAX = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private record Key(String check, Family family) {}

  private final Crew crew;
  private final Lane.Means means;
  private final long seed;
  private final Map<Key, Lane> lanes = new LinkedHashMap<>();
  private List<Family> families;
  private Set<String> asked = new HashSet<>();
  private @Nullable Assignment newest;
  private boolean closed;

  Lanes(Crew crew, Setup setup, Pace pace, Measurer measurer, Uplink uplink) {
    this.crew = crew;
    this.families = setup.vantage().families();
    this.seed = Schedule.mixed(setup.seed(), setup.vantage().id());
    this.means =
        new Lane.Means(
            pace,
            measurer,
            uplink,
            new Semaphore(RUNS_MAX, true),
            new Semaphore(DEEP_MAX),
            this::control,
            setup.vantage().id() + ":" + setup.epoch() + ":");
  }

  /** The families that the vantage has from now on. */
  synchronized void families(List<Family> those, Instant serverNow) {
    families = List.copyOf(those);
    if (newest != null) {
      apply(newest, serverNow);
    }
  }

  /**
   * Starts, keeps and ends lanes. A check that stays as it was is not disturbed; a run under way is
   * left to end.
   *
   * @param serverNow by which requests expire
   */
  synchronized void apply(Assignment assignment, Instant serverNow) {
    if (closed) {
      return;
    }
    newest = assignment;
    Map<Key, AssignedCheck> wanted = wanted(assignment);
    lanes
        .entrySet()
        .removeIf(entry -> {
          boolean stays = entry.getValue().task().equals(wanted.get(entry.getKey()));
          if (!stays) {
            entry.getValue().retire();
          }
          return !stays;
        });
    wanted.forEach((key, task) -> {
      Lane lane = lanes.get(key);
      if (lane == null) {
        lane = new Lane(task, key.family, schedule(task), means);
        lanes.put(key, lane);
        crew.start("lane " + key.check + " " + key.family.number(), lane);
      }
      lane.works(assignment.works().getOrDefault(key.check, List.of()));
    });
    request(assignment.requests(), serverNow);
  }

  /** Ends all; starts no other. */
  synchronized void close() {
    closed = true;
    lanes.values().forEach(Lane::retire);
    lanes.clear();
  }

  /** That of the check's other family, so that their runs belong together, else a new one. */
  private Schedule schedule(AssignedCheck task) {
    return lanes.values().stream()
        .filter(lane -> lane.task().equals(task))
        .findFirst()
        .map(Lane::schedule)
        .orElseGet(() ->
            new Schedule(means.pace().now(), task.check().interval(), seed, task.check().id()));
  }

  /** Has the next check of another service that was healthy run at once, in the same family. */
  private synchronized void control(Lane failing) {
    List<Lane> all = List.copyOf(lanes.values());
    int from = all.indexOf(failing);
    for (int i = 1; i < all.size(); i++) {
      Lane other = all.get((from + i) % all.size());
      if (other.family() == failing.family()
          && !other.task().service().equals(failing.task().service())
          && !other.isFailing()) {
        other.control();
        return;
      }
    }
  }

  private Map<Key, AssignedCheck> wanted(Assignment assignment) {
    if (assignment.checks().size() > CHECKS_MAX) {
      LOG.warn("assigned {} checks, takes {}", assignment.checks().size(), CHECKS_MAX);
    }
    Map<Key, AssignedCheck> wanted = new LinkedHashMap<>();
    assignment.checks().stream()
        .limit(CHECKS_MAX)
        .forEach(task ->
            task.check().families().stream()
                .filter(families::contains)
                .forEach(family -> wanted.put(new Key(task.check().id(), family), task)));
    return wanted;
  }

  /**
   * Hands each request once to the lanes of its check; forgets those that are not asked any more.
   */
  private void request(List<FollowUp> requests, Instant serverNow) {
    Set<String> standing = new HashSet<>();
    for (FollowUp request : requests) {
      boolean known = asked.contains(request.id());
      if (known || (request.until().isAfter(serverNow) && hand(request))) {
        standing.add(request.id());
      }
    }
    asked = standing;
  }

  private boolean hand(FollowUp request) {
    boolean taken = false;
    for (Map.Entry<Key, Lane> lane : lanes.entrySet()) {
      taken |= lane.getKey().check.equals(request.check()) && lane.getValue().ask(request);
    }
    return taken;
  }
}
