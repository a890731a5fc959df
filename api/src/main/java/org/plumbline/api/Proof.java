package org.plumbline.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Change;
import org.plumbline.model.Evidence;
import org.plumbline.model.Incident;
import org.plumbline.store.Directory;
import org.plumbline.store.Measurements;
import org.plumbline.wire.Wire;

/**
 * The measurements behind an incident: those that it names, and for each vantage of its scope the
 * latest that show its side, so that failing stands beside healthy and during beside before.
 */
final class Proof {
  /** Measurements in one answer. */
  static final int ITEMS_MAX = 240;

  /** Of these, the ones that the incident names. */
  private static final int NAMED_MAX = 120;

  /** Services whose runs are looked through; an incident may name hundreds. */
  private static final int SERVICES_MAX = 8;

  /** Services and vantages in one answer, each. */
  private static final int RECORDS_MAX = 1_000;

  /** How long before the start a run still shows how it was. */
  private static final Duration BEFORE_MAX = Duration.ofMinutes(30);

  /** How long after the start a run from before it may have been received. */
  private static final Duration LATE_MAX = Duration.ofMinutes(1);

  private final Measurements measurements;
  private final Directory directory;

  Proof(Measurements measurements, Directory directory) {
    this.measurements = measurements;
    this.directory = directory;
  }

  byte[] of(Incident incident) {
    Run.Reader reader = new Run.Reader(directory);
    Map<String, Run> chosen = new LinkedHashMap<>();
    for (String id : named(incident)) {
      measurements.byId(id).map(reader::read).ifPresent(run -> chosen.put(id, run));
    }
    inTurn(sides(incident, reader), chosen);
    Comparator<Run> failingFirst = Comparator.comparingInt(run -> run.failed() ? 0 : 1);
    List<Run> items =
        chosen.values().stream()
            .sorted(
                failingFirst
                    .thenComparing(Run::at, Comparator.reverseOrder())
                    .thenComparing(run -> run.measurement().id()))
            .toList();
    Map<String, List<byte[]>> answer = new LinkedHashMap<>();
    answer.put("items", items.stream().map(run -> Wire.write(run.logged())).toList());
    answer.put("vantages", vantages(incident, items));
    answer.put("services", services(incident, items));
    return Json.lists(answer);
  }

  private static List<String> named(Incident incident) {
    Set<String> ids = new LinkedHashSet<>();
    Stream.concat(incident.causes().stream(), incident.alternatives().stream())
        .flatMap(cause -> cause.evidence().stream())
        .map(Evidence::measurements)
        .forEach(ids::addAll);
    incident.changes().stream().map(Change::measurements).forEach(ids::addAll);
    return ids.stream().limit(NAMED_MAX).toList();
  }

  private List<List<Run>> sides(Incident incident, Run.Reader reader) {
    Instant started = incident.startedAt();
    Instant ended = incident.endedAt() == null ? Instant.MAX : incident.endedAt();
    // A run counts from when it was received; what the last version read is all there can be.
    @Nullable Instant received =
        incident.endedAt() == null ? null : incident.emittedAt().plusMillis(1);
    List<List<Run>> sides = new ArrayList<>();
    for (Measurements.Filter which : looks(incident)) {
      Sides during = new Sides(measurements, reader, incident, started, ended);
      during.look(new Measurements.Filter(which.service(), which.vantage(), started, received));
      sides.add(during.failing());
      sides.add(during.healthy());
      Sides before = new Sides(measurements, reader, incident, started.minus(BEFORE_MAX), started);
      before.look(
          new Measurements.Filter(
              which.service(), which.vantage(), started.minus(BEFORE_MAX), started.plus(LATE_MAX)));
      sides.add(before.reached());
    }
    return sides;
  }

  /** By service; by vantage where it is the vantage that is at fault. */
  private static List<Measurements.Filter> looks(Incident incident) {
    return incident.services().isEmpty()
        ? incident.scope().failing().stream()
            .limit(SERVICES_MAX)
            .map(vantage -> new Measurements.Filter(null, vantage, null))
            .toList()
        : incident.services().stream()
            .limit(SERVICES_MAX)
            .map(service -> new Measurements.Filter(service, null, null))
            .toList();
  }

  /** Fills up with one of each side in turn, so that no side crowds another out. */
  private static void inTurn(List<List<Run>> sides, Map<String, Run> chosen) {
    int longest = sides.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (List<Run> side : sides) {
        if (i < side.size() && chosen.size() < ITEMS_MAX) {
          chosen.putIfAbsent(side.get(i).measurement().id(), side.get(i));
        }
      }
    }
  }

  private List<byte[]> vantages(Incident incident, List<Run> items) {
    Collection<String> ids = new TreeSet<>(incident.scope().failing());
    ids.addAll(incident.scope().healthy());
    items.forEach(run -> ids.add(run.measurement().vantage()));
    return ids.stream()
        .limit(RECORDS_MAX)
        .flatMap(id -> directory.vantage(id).stream())
        .map(Wire::write)
        .toList();
  }

  private List<byte[]> services(Incident incident, List<Run> items) {
    Collection<String> ids = new TreeSet<>(incident.services());
    items.forEach(run -> ids.add(run.measurement().service()));
    return ids.stream()
        .limit(RECORDS_MAX)
        .flatMap(id -> directory.service(id).stream())
        .map(Wire::write)
        .toList();
  }
}
