package org.plumbline.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.plumbline.engine.diagnose.Judge;
import org.plumbline.engine.diagnose.RunFacts;
import org.plumbline.engine.diagnose.RunMemory;
import org.plumbline.model.Check;
import org.plumbline.model.Depth;
import org.plumbline.model.Family;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Service;
import org.plumbline.model.Trigger;
import org.plumbline.model.Vantage;
import org.plumbline.model.Verdict;

/** Looks at targets from one place: measures all, then judges each by what all of them showed. */
final class Look {
  private static final int EPOCH = 1;

  /** One target, measured. */
  private record Taken(Service service, List<Measurement> run) {}

  /** One target, judged. */
  record Seen(Service service, RunFacts run, Verdict verdict) {}

  private final Place place;
  private final Duration timeout;
  private final List<Family> families;
  private final List<Taken> taken = new ArrayList<>();
  private long sequence;

  Look(Place place, Duration timeout, List<Family> families) {
    this.place = place;
    this.timeout = timeout;
    this.families = families.stream().filter(place.families()::contains).toList();
  }

  /** Measures one target over each family at the same time. */
  void at(LookTarget target) throws InterruptedException {
    List<Measurement> run = measure(target);
    if (target.guessed() && run.stream().noneMatch(Look::speaksTls)) {
      run = measure(target.asTcp());
      taken.add(new Taken(service(target.asTcp()), run));
      return;
    }
    taken.add(new Taken(service(target), run));
  }

  private Service service(LookTarget target) {
    return target.service(check(target));
  }

  /** The place's own check of the target, where it has one, with the ids of an ad-hoc one. */
  private Check check(LookTarget target) {
    Check adhoc = target.check(timeout, families);
    return place.services().stream()
        .flatMap(service -> service.checks().stream())
        .filter(known ->
            adhoc.scheme() == known.scheme()
                && target.host().equals(known.host())
                && (known.port() == null || known.port() == target.port())
                && (known.path() == null || known.path().equals(target.path())))
        .findFirst()
        .map(known ->
            new Check(
                adhoc.id(),
                adhoc.host(),
                adhoc.port(),
                adhoc.scheme(),
                adhoc.path(),
                adhoc.interval(),
                timeout,
                families,
                known.expect(),
                known.question()))
        .orElse(adhoc);
  }

  private static boolean speaksTls(Measurement measurement) {
    return measurement.observations().stream()
        .anyMatch(step ->
            step instanceof Observation.Tls tls
                && (tls.failure() == null || !tls.chain().isEmpty()));
  }

  private List<Measurement> measure(LookTarget target) throws InterruptedException {
    Check check = check(target);
    Vantage vantage = place.vantage();
    Instant at = place.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    String run = vantage.id() + ":" + EPOCH + ":" + (sequence + 1);
    List<Measurement> measurements = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Observation>>> facts = new ArrayList<>();
      for (Family family : families) {
        facts.add(threads.submit(() -> facts(check, family)));
      }
      for (int i = 0; i < families.size(); i++) {
        sequence++;
        measurements.add(
            new Measurement(
                vantage.id() + ":" + EPOCH + ":" + sequence,
                check.id(),
                target.host(),
                vantage.id(),
                at,
                families.get(i),
                Depth.DIAGNOSTIC,
                Trigger.PERSON,
                null,
                run,
                facts.get(i).get()));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return measurements;
  }

  private List<Observation> facts(Check check, Family family) {
    return place
        .lack()
        .excuse(place.prober().diagnostic(check, family, List.of(), List.of()), family);
  }

  /** All targets in the order in which they were looked at, judged by what all of them showed. */
  List<Seen> judge() {
    RunMemory memory = new RunMemory();
    memory.take(place.vantage());
    taken.forEach(one -> memory.take(one.service()));
    taken.forEach(one -> one.run().forEach(memory::take));
    Judge judge = new Judge();
    List<Seen> seen = new ArrayList<>();
    for (Taken one : taken) {
      RunFacts facts = memory.facts(one.run());
      seen.add(new Seen(one.service(), facts, judge.judge(facts, memory.about(facts))));
    }
    return seen;
  }
}
