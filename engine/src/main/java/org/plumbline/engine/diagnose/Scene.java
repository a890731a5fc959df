package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.engine.detect.Sample;
import org.plumbline.model.Code;
import org.plumbline.model.Layer;
import org.plumbline.model.Service;
import org.plumbline.model.Symptom;
import org.plumbline.model.Vantage;

/** What is to be explained: the trials about some checks, beside those about all others. */
final class Scene {
  static final Symptom SLOW = new Symptom(Layer.LATENCY, Code.SLOW);
  private static final int IDS_PER_CELL = 4;

  final Catalogue catalogue;
  final Set<String> focus;
  final long from;
  final long to;
  final List<Cell> cells;
  final Facts facts;
  final Routes.Changes routes;
  private final Set<String> suffering = new TreeSet<>();
  private final Set<String> measuring = new TreeSet<>();
  private @Nullable List<Places.Extent> extents;

  private Scene(Knowledge knowledge, Set<String> focus, long from, long to, List<Cell> cells) {
    this.catalogue = knowledge.catalogue();
    this.focus = focus;
    this.from = from;
    this.to = to;
    this.cells = cells;
    for (Cell cell : cells) {
      if (cell.focus()) {
        measuring.add(cell.like().vantage());
        if (cell.symptom() != null) {
          suffering.add(cell.like().vantage());
        }
      }
    }
    this.facts = Facts.of(knowledge.diagnostics(focus, from, to), knowledge.trust(), this);
    TreeMap<String, Long> addresses = new TreeMap<>();
    for (Cell cell : cells) {
      if (cell.focus()
          && cell.like().address() != null
          && cell.like().asn() != null
          && !cell.like().strange()) {
        addresses.put(cell.like().address(), cell.like().asn());
      }
    }
    facts.servers.forEach((name, server) -> {
      if (server.asn != null && server.down() + server.strange.count() > 0) {
        long asn = server.asn;
        server.addresses.forEach(address -> addresses.put(address, asn));
      }
    });
    this.routes = knowledge.routes().touching(addresses, from - 4 * 60_000, to);
  }

  /**
   * The scene of some checks.
   *
   * @param slow whether slowness is a symptom here
   * @param sick vantages whose failures are their own
   */
  static Scene of(
      Knowledge knowledge, Set<String> focus, long from, long to, boolean slow, Set<String> sick) {
    Map<String, Gather> groups = new HashMap<>();
    for (String check : knowledge.memory().checks()) {
      knowledge
          .memory()
          .visit(
              check,
              from,
              to,
              sample -> {
                if (sample.votes() && sample.counted() && !sick.contains(sample.vantage())) {
                  Symptom symptom =
                      sample.symptom() != null
                          ? sample.symptom()
                          : slow && sample.slow() ? SLOW : null;
                  groups
                      .computeIfAbsent(sample.cell(), key -> new Gather(sample, symptom))
                      .add(sample);
                }
              });
    }
    List<Cell> cells = new ArrayList<>(groups.size());
    for (Gather group : new TreeMap<>(groups).values()) {
      cells.add(
          new Cell(
              group.like,
              group.symptom,
              group.count,
              group.ids,
              focus.contains(group.like.check())));
    }
    return new Scene(knowledge, new TreeSet<>(focus), from, to, cells);
  }

  private static final class Gather {
    final Sample like;
    final @Nullable Symptom symptom;
    int count;
    final List<String> ids = new ArrayList<>();

    Gather(Sample like, @Nullable Symptom symptom) {
      this.like = like;
      this.symptom = symptom;
    }

    void add(Sample sample) {
      count++;
      if (ids.size() < IDS_PER_CELL) {
        ids.add(sample.id());
      }
    }
  }

  /** The extents that the failing vantages give reason for, everywhere first. */
  List<Places.Extent> extents() {
    List<Places.Extent> known = extents;
    if (known == null) {
      known = Places.extents(this);
      extents = known;
    }
    return known;
  }

  boolean suffering(String vantage) {
    return suffering.contains(vantage);
  }

  Set<String> suffering() {
    return suffering;
  }

  Set<String> measuring() {
    return measuring;
  }

  /** The failing cells of the checks concerned. */
  List<Cell> failing() {
    return cells.stream().filter(cell -> cell.focus() && cell.symptom() != null).toList();
  }

  @Nullable Vantage vantage(Cell cell) {
    return catalogue.vantage(cell.like().vantage());
  }

  String host(String check) {
    return catalogue.host(check);
  }

  /** The service's own name, else its id. */
  String nameOf(String service) {
    Service known = catalogue.service(service);
    return known == null || known.name() == null ? service : known.name();
  }

  Set<String> services() {
    TreeSet<String> services = new TreeSet<>();
    cells.stream().filter(Cell::focus).forEach(cell -> services.add(cell.like().service()));
    return services;
  }

  Set<String> providers(Collection<String> services) {
    TreeSet<String> providers = new TreeSet<>();
    for (String id : services) {
      Service service = catalogue.service(id);
      providers.add(service == null || service.provider() == null ? id : service.provider());
    }
    return providers;
  }

  /** Failing runs per value, commonest first. */
  static <T extends Comparable<T>> List<T> commonest(Map<T, Integer> counts) {
    return counts.entrySet().stream()
        .sorted((one, other) ->
            one.getValue().equals(other.getValue())
                ? one.getKey().compareTo(other.getKey())
                : Integer.compare(other.getValue(), one.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
