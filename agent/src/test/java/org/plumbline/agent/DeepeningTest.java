package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.agent.LaneRig.START;
import static org.plumbline.agent.LaneRig.quick;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.plumbline.agent.LaneRig.Finding;
import org.plumbline.agent.LaneRig.Seen;
import org.plumbline.model.Attempt;
import org.plumbline.model.Code;
import org.plumbline.model.Depth;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Trigger;
import org.plumbline.model.Working;

final class DeepeningTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<Observation> MISMATCH = Facts.failing(Layer.TLS, Code.NAME_MISMATCH);
  private static final List<Observation> SERVFAIL = Facts.failing(Layer.DNS, Code.SERVFAIL);

  /** Healthy outside a span of minutes since the start, the given facts within. */
  private static Function<LaneRig, Function<Depth, Finding>> failingIn(
      int fromMinute, int toMinute, List<Observation> facts) {
    return rig ->
        depth -> {
          long minute = rig.sinceStart().toMinutes();
          return quick(minute >= fromMinute && minute < toMinute ? facts : Facts.healthy());
        };
  }

  @Test
  void theFirstFailureDeepensAtOnceAndIsRecheckedTwice() {
    List<Seen> seen =
        new LaneRig(MINUTE, 3, failingIn(5, 99, MISMATCH)).see(MINUTE.multipliedBy(9));

    int first = firstAt(seen, MINUTE.multipliedBy(5));
    Seen failed = seen.get(first);
    Seen deep = seen.get(first + 1);
    Seen once = seen.get(first + 2);
    Seen twice = seen.get(first + 3);
    assertThat(failed.trigger()).isEqualTo(Trigger.SCHEDULE);
    assertThat(deep)
        .isEqualTo(seen(failed, Duration.ofMillis(200), Depth.DIAGNOSTIC, Trigger.FAILURE));
    assertThat(once)
        .isEqualTo(seen(deep, Duration.ofMillis(10_200), Depth.ROUTINE, Trigger.RECHECK));
    assertThat(twice)
        .isEqualTo(seen(once, Duration.ofMillis(10_200), Depth.ROUTINE, Trigger.RECHECK));
    assertThat(seen.subList(first + 4, seen.size()))
        .as("a failure that stays starts nothing more")
        .allMatch(run -> run.trigger() == Trigger.SCHEDULE);
  }

  @Test
  void aFirstFailureHasOneOtherCheckRunAsControl() {
    LaneRig rig = new LaneRig(MINUTE, 3, failingIn(5, 99, MISMATCH));
    rig.see(MINUTE.multipliedBy(9));

    assertThat(rig.controls).isEqualTo(1);
  }

  @Test
  void aControlRunIsMadeAtOnceAndStartsNothing() {
    LaneRig rig = new LaneRig(MINUTE, 3, failingIn(0, 1, MISMATCH));
    rig.lane.control();
    rig.lane.control();

    List<Seen> seen = rig.see(MINUTE.multipliedBy(3));

    assertThat(seen.getFirst()).isEqualTo(new Seen(START, Depth.ROUTINE, Trigger.RECHECK));
    assertThat(count(seen, Trigger.RECHECK)).isEqualTo(1);
    assertThat(count(seen, Trigger.FAILURE)).isZero();
  }

  @Test
  void recheckWaitsOneIntervalIfThatIsShorter() {
    Duration interval = Duration.ofSeconds(4);
    List<Seen> seen =
        new LaneRig(interval, 3, failingIn(2, 99, MISMATCH)).see(MINUTE.multipliedBy(3));

    List<Seen> rechecks = seen.stream().filter(s -> s.trigger() == Trigger.RECHECK).toList();
    Seen deep = seen.stream().filter(s -> s.trigger() == Trigger.FAILURE).findFirst().orElseThrow();
    assertThat(rechecks).hasSize(2);
    assertThat(Duration.between(deep.at(), rechecks.getFirst().at()))
        .isBetween(Duration.ofMillis(4_200), Duration.ofMillis(4_700));
  }

  @Test
  void recheckStartsNothingEvenWhenItFindsSomethingElse() {
    LaneRig rig =
        new LaneRig(
            MINUTE,
            3,
            r ->
                new Function<>() {
                  private int routine;

                  @Override
                  public Finding apply(Depth depth) {
                    if (depth == Depth.DIAGNOSTIC || r.sinceStart().toMinutes() < 5) {
                      return quick(Facts.healthy());
                    }
                    routine++;
                    return quick(
                        routine == 1 ? MISMATCH : routine <= 3 ? SERVFAIL : Facts.healthy());
                  }
                });

    List<Seen> seen = rig.see(MINUTE.multipliedBy(12));

    assertThat(count(seen, Trigger.FAILURE)).isEqualTo(1);
    assertThat(count(seen, Trigger.RECHECK)).isEqualTo(2);
  }

  @Test
  void theSameFailureIsNotLookedIntoTwiceInFiveMinutes() {
    // Fails at minutes 5, 7, 9, 11 and is healthy between.
    LaneRig rig =
        new LaneRig(
            MINUTE,
            3,
            r ->
                depth -> {
                  long minute = r.sinceStart().toMinutes();
                  return quick(minute >= 5 && minute % 2 == 1 ? MISMATCH : Facts.healthy());
                });

    List<Seen> deep = triggered(rig.see(MINUTE.multipliedBy(12)), Trigger.FAILURE);

    assertThat(deep).hasSize(2);
    assertThat(Duration.between(deep.getFirst().at(), deep.getLast().at()))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void anotherCodeOrAddressGetsItsOwnAtOnce() {
    LaneRig rig =
        new LaneRig(
            MINUTE,
            3,
            r ->
                depth ->
                    quick(
                        switch ((int) r.sinceStart().toMinutes()) {
                          case 5 -> MISMATCH;
                          case 6 -> SERVFAIL;
                          case 8 -> Facts.failing(Layer.TLS, Code.NAME_MISMATCH, "192.0.2.9");
                          default -> Facts.healthy();
                        }));

    assertThat(count(rig.see(MINUTE.multipliedBy(12)), Trigger.FAILURE)).isEqualTo(3);
  }

  @Test
  void neverMoreThanTwelveInAnHour() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    LaneRig rig =
        new LaneRig(
            MINUTE,
            seed,
            r ->
                depth ->
                    quick(
                        Facts.failing(
                            random.nextBoolean() ? Layer.TLS : Layer.HTTP,
                            random.nextBoolean() ? Code.RESET : Code.TIMEOUT,
                            "192.0.2." + random.nextInt(1, 200))));

    List<Seen> deep = triggered(rig.see(Duration.ofHours(5)), Trigger.FAILURE);

    assertThat(deep).as("seed %d", seed).hasSizeBetween(50, 60);
    for (int i = 12; i < deep.size(); i++) {
      assertThat(Duration.between(deep.get(i - 12).at(), deep.get(i).at()))
          .isGreaterThanOrEqualTo(Duration.ofHours(1));
    }
  }

  @Test
  void withoutUplinkThereIsNoDiagnosticRunUntilItIsBack() {
    LaneRig rig =
        new LaneRig(
            MINUTE,
            3,
            r ->
                depth -> {
                  long minute = r.sinceStart().toMinutes();
                  r.network.up = minute >= 8;
                  return quick(minute >= 5 ? SERVFAIL : Facts.healthy());
                });

    List<Seen> seen = rig.see(MINUTE.multipliedBy(12));

    List<Seen> deep = triggered(seen, Trigger.FAILURE);
    assertThat(deep).hasSize(1);
    assertThat(Duration.between(START, deep.getFirst().at()))
        .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
    assertThat(count(seen, Trigger.RECHECK)).isEqualTo(2);
  }

  @Test
  void withoutUplinkAFailureThatPassesIsNeverLookedInto() {
    LaneRig rig = new LaneRig(MINUTE, 3, failingIn(5, 8, SERVFAIL));
    rig.network.up = false;

    assertThat(count(rig.see(MINUTE.multipliedBy(12)), Trigger.FAILURE)).isZero();
    assertThat(rig.network.tries.get()).isPositive();
  }

  @Test
  void aThirdDiagnosticRunWaitsForAPermitWhileScheduledRunsGoOn() {
    LaneRig rig =
        new LaneRig(
            MINUTE,
            3,
            r ->
                depth -> {
                  if (r.sinceStart().toMinutes() == 7) {
                    r.deep.release(2 - r.deep.availablePermits());
                  }
                  return quick(r.sinceStart().toMinutes() >= 5 ? MISMATCH : Facts.healthy());
                });
    assertThat(rig.deep.tryAcquire(2)).isTrue();

    List<Seen> seen = rig.see(MINUTE.multipliedBy(10));

    Seen deep = triggered(seen, Trigger.FAILURE).getFirst();
    assertThat(Duration.between(START, deep.at()).toMinutes()).isEqualTo(7);
    assertThat(count(seen, Trigger.SCHEDULE)).isEqualTo(10);
  }

  @Test
  void aScheduledDiagnosticRunIsMadeAtFirstAndEveryThirtyMinutesInPlaceOfARoutineRun() {
    List<Seen> seen =
        new LaneRig(MINUTE, 3, failingIn(999, 999, MISMATCH)).see(Duration.ofMinutes(95));

    assertThat(seen).hasSize(95);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i).trigger()).isEqualTo(Trigger.SCHEDULE);
      assertThat(seen.get(i).depth()).isEqualTo(i % 30 == 0 ? Depth.DIAGNOSTIC : Depth.ROUTINE);
    }
  }

  @Test
  void aScheduledDiagnosticRunThatFailsStartsNothing() {
    List<Seen> seen =
        new LaneRig(MINUTE, 3, failingIn(30, 31, MISMATCH)).see(Duration.ofMinutes(35));

    assertThat(seen).allMatch(run -> run.trigger() == Trigger.SCHEDULE);
  }

  @Test
  void aClientThatFailsOverAndReachesTheEndIsHealthy() {
    Outcome failed = Facts.failing(Layer.TCP, Code.TIMEOUT).getLast().attempt().outcome();
    List<Observation> over =
        List.of(
            Facts.dns(new Outcome.Ok()),
            Facts.tls(failed, "192.0.2.9"),
            Facts.tls(new Outcome.Ok(), Facts.ADDRESS),
            Facts.http(new Outcome.Ok()));

    assertThat(Health.of(over)).isEqualTo(new Health.Healthy());
    assertThat(Health.of(over.subList(0, 2)))
        .isEqualTo(new Health.Failing(Layer.TCP, Code.TIMEOUT, "192.0.2.9"));
    assertThat(Health.of(List.of())).isEqualTo(new Health.Unclear());
  }

  @Test
  void aRunOnAnOverloadedMachineHasNoVoteAndStartsNothing() {
    LaneRig rig = new LaneRig(MINUTE, 3, failingIn(0, 99, MISMATCH));
    rig.strained = true;

    List<Measurement> runs = rig.measure(MINUTE.multipliedBy(5));

    assertThat(runs).hasSize(5).allMatch(run -> run.trigger() == Trigger.SCHEDULE);
    assertThat(runs)
        .flatExtracting(Measurement::observations)
        .extracting(Observation::attempt)
        .extracting(Attempt::outcome)
        .containsOnly(new Outcome.Inconclusive("agent overloaded"));
  }

  @Test
  void aRequestIsRunOnceWithWhatItAsksFor() {
    LaneRig rig = new LaneRig(MINUTE, 3, failingIn(99, 99, MISMATCH));
    rig.lane.works(List.of(new Working("192.0.2.7", "Owner", 9, START)));
    rig.lane.ask(
        new FollowUp(
            "r-1",
            "shop/https",
            List.of("authority"),
            List.of("192.0.2.8"),
            List.of("isp"),
            START.plusSeconds(600)));

    List<Measurement> runs = rig.measure(MINUTE.multipliedBy(4));

    List<Measurement> asked =
        runs.stream().filter(run -> run.trigger() == Trigger.REQUEST).toList();
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().request()).isEqualTo("r-1");
    assertThat(asked.getFirst().depth()).isEqualTo(Depth.DIAGNOSTIC);
    assertThat(rig.worksGiven.getFirst()).extracting(Working::address).containsExactly("192.0.2.8");
    assertThat(rig.worksGiven.get(1)).extracting(Working::address).containsExactly("192.0.2.7");
  }

  private static Seen seen(Seen before, Duration later, Depth depth, Trigger trigger) {
    return new Seen(before.at().plus(later), depth, trigger);
  }

  private static int firstAt(List<Seen> seen, Duration sinceStart) {
    for (int i = 0; i < seen.size(); i++) {
      if (!seen.get(i).at().isBefore(START.plus(sinceStart))) {
        return i;
      }
    }
    throw new AssertionError("nothing so late");
  }

  private static List<Seen> triggered(List<Seen> seen, Trigger trigger) {
    return seen.stream().filter(run -> run.trigger() == trigger).toList();
  }

  private static long count(List<Seen> seen, Trigger trigger) {
    return triggered(seen, trigger).size();
  }
}
