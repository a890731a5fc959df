package org.plumbline.agent;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.plumbline.model.Assignment.AssignedCheck;
import org.plumbline.model.Check;
import org.plumbline.model.Depth;
import org.plumbline.model.Family;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Trigger;
import org.plumbline.model.Working;
import org.plumbline.wire.Line;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/** One lane on leaping time: the thread of the test is the thread of the lane. */
final class LaneRig implements Run {
  static final Instant START = Instant.parse("2024-10-01T11:00:00Z");

  /** What a run finds and how long it takes. */
  record Finding(List<Observation> facts, Duration length) {}

  /** One measurement, as far as these tests look. */
  record Seen(Instant at, Depth depth, Trigger trigger) {}

  final LeapingPace pace = new LeapingPace(START);
  final FakeNetwork network = new FakeNetwork();
  final Semaphore deep = new Semaphore(2);
  final Schedule schedule;
  final Lane lane;
  final Outbox outbox;
  final List<List<Working>> worksGiven = new ArrayList<>();
  boolean strained;
  int controls;
  private final Function<Depth, Finding> script;
  private Instant end = Instant.MAX;

  /**
   * @param script what the run that starts now finds, by its depth
   */
  LaneRig(Duration interval, long seed, Function<LaneRig, Function<Depth, Finding>> script) {
    this.script = script.apply(this);
    Check check = Facts.check("shop/https", interval, Family.V4);
    schedule = new Schedule(START, interval, seed, check.id());
    outbox = new Outbox(Facts.VANTAGE, 1, 1L << 30, pace::now);
    Setup setup =
        new Setup(
            Facts.VANTAGE,
            1,
            "test",
            seed,
            new Setup.Collector(URI.create("http://127.0.0.1:1"), "t"),
            List.of(FakeNetwork.ANCHOR),
            List.of(),
            Setup.OVERLOADED);
    Measurer measurer = new Measurer(setup, this, pace::now, since -> strained, outbox);
    Uplink uplink = new Uplink(network, pace, setup.anchors(), setup.mustFail());
    lane =
        new Lane(
            new AssignedCheck("shop", check),
            Family.V4,
            schedule,
            new Lane.Means(
                pace, measurer, uplink, new Semaphore(4), deep, failed -> controls++, "home-1:1:"));
  }

  static Finding quick(List<Observation> facts) {
    return new Finding(facts, Duration.ofMillis(200));
  }

  /** Lets the lane run for that long and gives what it measured. */
  List<Measurement> measure(Duration duration) {
    end = START.plus(duration);
    lane.run();
    List<Measurement> all = new ArrayList<>();
    for (var batch = outbox.take(); !batch.isEmpty(); batch = outbox.take()) {
      for (Letter letter : batch) {
        try {
          if (Wire.read(letter.json()) instanceof Line.Fact(Measurement measurement, _)
              && measurement.at().isBefore(end)) {
            all.add(measurement);
          }
        } catch (Unreadable bug) {
          throw new AssertionError(bug);
        }
      }
      outbox.settle(batch.size(), Map.of());
    }
    return all;
  }

  List<Seen> see(Duration duration) {
    return measure(duration).stream()
        .map(m -> new Seen(m.at(), m.depth(), m.trigger() == null ? Trigger.PERSON : m.trigger()))
        .toList();
  }

  Duration sinceStart() {
    return Duration.between(START, pace.now());
  }

  @Override
  public List<Observation> routine(Check check, Family family) {
    return find(Depth.ROUTINE);
  }

  @Override
  public List<Observation> diagnostic(Check check, Family family, List<Working> works) {
    worksGiven.add(works);
    return find(Depth.DIAGNOSTIC);
  }

  private List<Observation> find(Depth depth) {
    Finding finding = script.apply(depth);
    pace.pass(finding.length);
    if (!pace.now().isBefore(end)) {
      lane.retire();
    }
    return finding.facts;
  }
}
