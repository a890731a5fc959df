package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plumbline.agent.LaneRig.Finding;
import org.plumbline.model.Measurement;
import org.plumbline.model.Trigger;

final class ScheduleTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int INTERVALS = 10_000;

  @Test
  void tenThousandQuickRunsMeetTenThousandSlotsWithoutDrift() {
    LaneRig rig = new LaneRig(MINUTE, 7, r -> depth -> LaneRig.quick(Facts.healthy()));

    List<Measurement> runs = rig.measure(MINUTE.multipliedBy(INTERVALS));

    assertThat(runs).hasSizeBetween(INTERVALS, INTERVALS + 1);
    for (int k = 0; k < runs.size(); k++) {
      assertThat(runs.get(k).at()).isEqualTo(milliseconds(rig.schedule.at(k)));
    }
  }

  @Test
  void slowRunsAreSkippedNotStackedAndTheGridStays() {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    List<Instant> ends = new ArrayList<>();
    LaneRig rig =
        new LaneRig(
            MINUTE,
            seed,
            r ->
                depth -> {
                  Duration length = Duration.ofMillis(random.nextLong(150_000));
                  ends.add(r.pace.now().plus(length));
                  return new Finding(Facts.healthy(), length);
                });

    List<Measurement> runs = rig.measure(MINUTE.multipliedBy(INTERVALS));

    assertThat(runs).as("seed %d", seed).hasSizeGreaterThan(INTERVALS / 3);
    Instant last = LaneRig.START;
    for (int i = 0; i < runs.size(); i++) {
      Measurement run = runs.get(i);
      String id = Objects.requireNonNull(run.run());
      Instant slot = Instant.ofEpochMilli(Long.parseLong(id.substring(id.lastIndexOf(':') + 1)));
      assertThat(slot).isAfter(last);
      last = slot;
      assertThat(Duration.between(slot, run.at())).isBetween(Duration.ZERO, MINUTE.dividedBy(4));
      assertThat(run.trigger()).isEqualTo(Trigger.SCHEDULE);
      if (i > 0) {
        assertThat(run.at()).isAfterOrEqualTo(milliseconds(ends.get(i - 1)));
      }
    }
    assertThat(last).isAfter(LaneRig.START.plus(MINUTE.multipliedBy(INTERVALS - 5)));
  }

  @Test
  void theFirstSlotLiesWithinTheFirstIntervalAndSlotsNeverSwap() {
    for (int i = 0; i < 1_000; i++) {
      Schedule schedule = new Schedule(LaneRig.START, MINUTE, i, "check");
      assertThat(schedule.at(0)).isBetween(LaneRig.START, LaneRig.START.plus(MINUTE));
      for (int k = 0; k < 20; k++) {
        assertThat(Duration.between(schedule.at(k), schedule.at(k + 1)))
            .isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
      }
    }
  }

  @Test
  void checksOfOneIntervalSpreadOverIt() {
    int[] tenths = new int[10];
    for (int i = 0; i < 1_000; i++) {
      Schedule schedule = new Schedule(LaneRig.START, MINUTE, 42, "check-" + i);
      tenths[(int) (Duration.between(LaneRig.START, schedule.at(0)).toMillis() / 6_000)]++;
    }

    for (int tenth : tenths) {
      assertThat(tenth).isBetween(50, 160);
    }
  }

  @Test
  void aSleptThroughNightIsNotMadeUpFor() {
    Schedule schedule = new Schedule(LaneRig.START, MINUTE, 1, "check");
    Instant morning = schedule.at(480).plusSeconds(20);

    assertThat(schedule.next(3, morning)).isEqualTo(481);
    assertThat(schedule.next(3, schedule.at(480).plusSeconds(10))).isEqualTo(480);
    assertThat(schedule.next(480, schedule.at(480).plusSeconds(10))).isEqualTo(481);
  }

  @Test
  void anIntervalOfNothingIsRaisedToTheCeiling() {
    Schedule schedule = new Schedule(LaneRig.START, Duration.ZERO, 1, "check");

    assertThat(schedule.interval()).isEqualTo(Schedule.INTERVAL_MIN);
  }

  private static Instant milliseconds(Instant instant) {
    return Instant.ofEpochMilli(instant.toEpochMilli());
  }
}
