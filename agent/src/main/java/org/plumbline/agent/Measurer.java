package org.plumbline.agent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Assignment.AssignedCheck;
import org.plumbline.model.Depth;
import org.plumbline.model.Family;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Trigger;
import org.plumbline.model.Working;

/** Makes one run, dates it by the vantage's own clock, and hands the measurement to the outbox. */
final class Measurer {
  /**
   * What to run and why.
   *
   * @param request id of the follow-up request that asked
   * @param run shared by the families of one run; absent for a run of its own
   * @param works addresses to try beside the client's, for diagnostic depth
   */
  record Job(
      Depth depth,
      Trigger trigger,
      @Nullable String request,
      @Nullable String run,
      List<Working> works) {
    static Job routine(Trigger trigger, @Nullable String run) {
      return new Job(Depth.ROUTINE, trigger, null, run, List.of());
    }
  }

  private final Setup setup;
  private final Run run;
  private final InstantSource own;
  private final Strain strain;
  private final Outbox outbox;

  Measurer(Setup setup, Run run, InstantSource own, Strain strain, Outbox outbox) {
    this.setup = setup;
    this.run = run;
    this.own = own;
    this.strain = strain;
    this.outbox = outbox;
  }

  /**
   * Blocks for the length of the run.
   *
   * @throws InterruptedException when the run was cut short by us: it then says nothing
   */
  Health measure(AssignedCheck task, Family family, Job job) throws InterruptedException {
    Instant at = own.instant();
    long startNanos = System.nanoTime();
    List<Observation> facts =
        switch (job.depth) {
          case ROUTINE -> run.routine(task.check(), family);
          case DIAGNOSTIC -> run.diagnostic(task.check(), family, job.works);
        };
    if (Thread.interrupted()) {
      throw new InterruptedException("run cut short");
    }
    List<Observation> told =
        strain.lateSince(startNanos) ? Inconclusive.because(setup.overloaded(), facts) : facts;
    outbox.measured(id ->
        new Measurement(
            id,
            task.check().id(),
            task.service(),
            setup.vantage().id(),
            at,
            family,
            job.depth,
            job.trigger,
            job.request,
            job.run,
            told));
    return Health.of(told);
  }
}
