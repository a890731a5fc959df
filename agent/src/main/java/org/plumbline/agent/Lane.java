package org.plumbline.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.agent.Measurer.Job;
import org.plumbline.model.Assignment.AssignedCheck;
import org.plumbline.model.Depth;
import org.plumbline.model.Family;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Trigger;
import org.plumbline.model.Working;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is ever run for one check and family, one run after the other, by one thread:
 * scheduled runs, the diagnostic run and the two rechecks after a first failure, and follow-up
 * requests.
 */
final class Lane implements Runnable {
  /** How many rechecks a first failure gets. */
  private static final int RECHECKS = 2;

  /** From the end of a run to the recheck after it; one interval, if that is shorter. */
  private static final Duration RECHECK_GAP = Duration.ofSeconds(10);

  /** One scheduled diagnostic run in this time, healthy or not. */
  private static final Duration DIAGNOSTIC_EVERY = Duration.ofMinutes(30);

  /** When a diagnostic run that found no free permit is tried again. */
  private static final Duration PERMIT_RETRY = Duration.ofSeconds(1);

  /** When a diagnostic run that found no uplink is tried again, while the failure stands. */
  private static final Duration UPLINK_RETRY = Duration.ofMinutes(1);

  /** Follow-up requests waiting for one lane; more are refused. */
  private static final int REQUESTS_MAX = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /**
   * What the lanes of one agent share.
   *
   * @param runs permits for runs of any sort
   * @param deep permits for diagnostic runs after a failure
   * @param control has one other check run at once, to tell whether unrelated services are healthy
   * @param runPrefix begins the ids of runs: vantage and epoch
   */
  record Means(
      Pace pace,
      Measurer measurer,
      Uplink uplink,
      Semaphore runs,
      Semaphore deep,
      Consumer<Lane> control,
      String runPrefix) {}

  private final AssignedCheck task;
  private final Family family;
  private final Schedule schedule;
  private final Means means;
  private final DiagnosticLimit limit = new DiagnosticLimit();

  // Touched by the lane's own thread only.
  private long slot = -1;
  private long diagnosticPeriod = -1;
  private Health.@Nullable Failing standing;
  private int rechecksLeft;
  private Instant recheckAt = Instant.MAX;
  private Health.@Nullable Failing owed;
  private Instant owedAt = Instant.MAX;

  // Guarded by this.
  private final Deque<FollowUp> requests = new ArrayDeque<>();
  private List<Working> works = List.of();
  private boolean retired;
  private boolean controlWanted;
  private boolean failing;
  private @Nullable Thread sleeper;

  Lane(AssignedCheck task, Family family, Schedule schedule, Means means) {
    this.task = task;
    this.family = family;
    this.schedule = schedule;
    this.means = means;
  }

  AssignedCheck task() {
    return task;
  }

  Schedule schedule() {
    return schedule;
  }

  Family family() {
    return family;
  }

  /** Whether its last run that was clear failed. */
  synchronized boolean isFailing() {
    return failing;
  }

  /** Asks for one run now, as a control for a failure elsewhere; it starts nothing. */
  synchronized void control() {
    controlWanted = true;
    wake();
  }

  /** Addresses that work elsewhere, for diagnostic runs from now on. */
  synchronized void works(List<Working> addresses) {
    works = addresses;
  }

  /** Asks for one run; false when too many wait already. */
  synchronized boolean ask(FollowUp request) {
    if (requests.size() >= REQUESTS_MAX) {
      return false;
    }
    requests.addLast(request);
    wake();
    return true;
  }

  /** Lets a run that is under way end, and starts no other. */
  synchronized void retire() {
    retired = true;
    wake();
  }

  @Override
  public void run() {
    try {
      while (pauseUntilNext()) {
        step(means.pace.now());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** One thing that is due: of several, the scheduled run first, because rates count on it. */
  private void step(Instant now) throws InterruptedException {
    if (!now.isBefore(schedule.at(schedule.next(slot, now)))) {
      scheduled(now);
    } else if (!now.isBefore(owedAt)) {
      deepen(now);
    } else if (!now.isBefore(recheckAt)) {
      recheck();
    } else if (takeControlWanted()) {
      measure(Job.routine(Trigger.RECHECK, null));
    } else {
      request();
    }
  }

  private void scheduled(Instant now) throws InterruptedException {
    slot = schedule.next(slot, now);
    long period = slot / slotsPerDiagnostic();
    boolean diagnostic = period > diagnosticPeriod;
    // The same for all families, and for no other slot, also after the check has been changed.
    String run = means.runPrefix + task.check().id() + ":" + schedule.at(slot).toEpochMilli();
    if (diagnostic) {
      diagnosticPeriod = period;
      measure(new Job(Depth.DIAGNOSTIC, Trigger.SCHEDULE, null, run, currentWorks()));
      return;
    }
    Health health = measure(Job.routine(Trigger.SCHEDULE, run));
    if (health instanceof Health.Failing failing
        && (standing == null || !standing.sameSymptom(failing))) {
      Instant end = means.pace.now();
      standing = failing;
      owed = failing;
      owedAt = end;
      means.control.accept(this);
      rechecksLeft = RECHECKS;
      recheckAt = end.plus(recheckGap());
    }
  }

  /** The diagnostic run that a failure is owed, if it may be made. */
  private void deepen(Instant now) throws InterruptedException {
    Health.Failing why = owed;
    if (why == null || !limit.permits(why, now)) {
      forgive();
      return;
    }
    if (!means.deep.tryAcquire()) {
      owedAt = now.plus(PERMIT_RETRY);
      return;
    }
    try {
      if (!means.uplink.alive()) {
        owedAt = now.plus(UPLINK_RETRY);
        return;
      }
      limit.note(why, now);
      forgive();
      measure(new Job(Depth.DIAGNOSTIC, Trigger.FAILURE, null, null, currentWorks()));
      if (rechecksLeft > 0) {
        recheckAt = means.pace.now().plus(recheckGap());
      }
    } finally {
      means.deep.release();
    }
  }

  private void recheck() throws InterruptedException {
    rechecksLeft--;
    measure(Job.routine(Trigger.RECHECK, null));
    recheckAt = rechecksLeft > 0 ? means.pace.now().plus(recheckGap()) : Instant.MAX;
  }

  private void request() throws InterruptedException {
    FollowUp request;
    synchronized (this) {
      request = requests.pollFirst();
    }
    if (request == null) {
      return;
    }
    // A diagnostic run makes every step and asks every resolver that a request can name.
    List<Working> addresses =
        request.addresses().stream()
            .map(address -> new Working(address, null, 0, means.pace.now()))
            .toList();
    measure(
        new Job(
            Depth.DIAGNOSTIC,
            Trigger.REQUEST,
            request.id(),
            means.runPrefix + request.id(),
            addresses.isEmpty() ? currentWorks() : addresses));
  }

  private Health measure(Job job) throws InterruptedException {
    Health health;
    means.runs.acquire();
    try {
      health = means.measurer.measure(task, family, job);
    } catch (RuntimeException bug) {
      LOG.error("a run of {} broke", task.check().id(), bug);
      health = new Health.Unclear();
    } finally {
      means.runs.release();
    }
    if (health instanceof Health.Healthy) {
      standing = null;
      forgive();
    }
    tell(health);
    return health;
  }

  private synchronized void tell(Health health) {
    failing =
        switch (health) {
          case Health.Healthy() -> false;
          case Health.Failing _ -> true;
          case Health.Unclear() -> failing;
        };
  }

  private synchronized boolean takeControlWanted() {
    boolean wanted = controlWanted;
    controlWanted = false;
    return wanted;
  }

  private void forgive() {
    owed = null;
    owedAt = Instant.MAX;
  }

  private long slotsPerDiagnostic() {
    return Math.max(1, DIAGNOSTIC_EVERY.dividedBy(schedule.interval()));
  }

  private Duration recheckGap() {
    return RECHECK_GAP.compareTo(schedule.interval()) < 0 ? RECHECK_GAP : schedule.interval();
  }

  private synchronized List<Working> currentWorks() {
    return works;
  }

  /** Waits for the next thing to do; false when there will be none. */
  private boolean pauseUntilNext() throws InterruptedException {
    Instant now = means.pace.now();
    Instant due = schedule.at(schedule.next(slot, now));
    due = owedAt.isBefore(due) ? owedAt : due;
    due = recheckAt.isBefore(due) ? recheckAt : due;
    synchronized (this) {
      if (retired) {
        return false;
      }
      if (!requests.isEmpty() || controlWanted) {
        return true;
      }
      sleeper = Thread.currentThread();
    }
    try {
      means.pace.sleepUntil(due);
    } catch (InterruptedException maybeWoken) {
      synchronized (this) {
        // Only wake() takes the sleeper away; any other interrupt is the end.
        if (sleeper != null) {
          throw maybeWoken;
        }
      }
    } finally {
      synchronized (this) {
        if (sleeper == null) {
          // Woken just as the time had come: the interrupt has been heard.
          Thread.interrupted();
        }
        sleeper = null;
      }
    }
    synchronized (this) {
      return !retired;
    }
  }

  private synchronized void wake() {
    Thread sleeping = sleeper;
    if (sleeping != null) {
      sleeper = null;
      sleeping.interrupt();
    }
  }
}
