package org.plumbline.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.model.Depth;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.store.Measurements;

/** The latest runs of a window that show what each vantage of a scope saw. */
final class Sides {
  /** Measurements looked through for one window. */
  private static final int READ_MAX = 2_000;

  private static final int PAGE = 250;

  /** What one run of each is kept for. */
  private record Place(String vantage, String service, Depth depth) {
    /** By vantage, the deeper run first. */
    static final Comparator<Place> ORDER =
        Comparator.comparing(Place::vantage)
            .thenComparing(Place::depth, Comparator.reverseOrder())
            .thenComparing(Place::service);
  }

  private final Measurements measurements;
  private final Run.Reader reader;
  private final Instant from;
  private final Instant to;
  private final Set<String> failing;
  private final Set<String> healthy;

  /** Latest run that failed, that reached its end, and of any ending. */
  private final Map<Place, Run> failed = new TreeMap<>(Place.ORDER);

  private final Map<Place, Run> reached = new TreeMap<>(Place.ORDER);
  private final Map<Place, Run> latest = new TreeMap<>(Place.ORDER);

  Sides(Measurements measurements, Run.Reader reader, Incident incident, Instant from, Instant to) {
    this.measurements = measurements;
    this.reader = reader;
    this.from = from;
    this.to = to;
    this.failing = new HashSet<>(incident.scope().failing());
    this.healthy = new HashSet<>(incident.scope().healthy());
  }

  /** Looks through what a filter finds, the newest first. */
  void look(Measurements.Filter filter) {
    long before = Measurements.NEWEST;
    for (int read = 0; read < READ_MAX; read += PAGE) {
      Measurements.Page page = measurements.find(filter, before, PAGE);
      for (Logged logged : page.measurements()) {
        put(reader.read(logged));
      }
      if (page.next() == 0) {
        return;
      }
      before = page.next();
    }
  }

  private void put(Run run) {
    Measurement of = run.measurement();
    if (run.at().isBefore(from) || run.at().isAfter(to)) {
      return;
    }
    if (!failing.contains(of.vantage()) && !healthy.contains(of.vantage())) {
      return;
    }
    Place place = new Place(of.vantage(), of.service(), of.depth());
    latest.putIfAbsent(place, run);
    switch (run.ending()) {
      case Run.Failed _ -> failed.putIfAbsent(place, run);
      case Run.Reached _ -> reached.putIfAbsent(place, run);
      case Run.NoVote _ -> {}
    }
  }

  /** Of each failing vantage the latest failed runs; the latest of all where none failed. */
  List<Run> failing() {
    return of(failing, failed);
  }

  /** Of each healthy vantage the latest healthy runs; the latest of all where none was. */
  List<Run> healthy() {
    return of(healthy, reached);
  }

  /** Of each vantage the latest run that reached its end, the deeper one where there are two. */
  List<Run> reached() {
    Map<String, Run> byVantage = new TreeMap<>();
    reached.forEach(
        (place, run) -> byVantage.putIfAbsent(place.vantage() + " " + place.service(), run));
    return List.copyOf(byVantage.values());
  }

  private List<Run> of(Set<String> side, Map<Place, Run> wanted) {
    List<Run> runs = new ArrayList<>();
    latest.forEach((place, run) -> {
      if (side.contains(place.vantage())) {
        runs.add(wanted.getOrDefault(place, run));
      }
    });
    return runs;
  }
}
