package org.plumbline.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Failure;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Trigger;
import org.plumbline.model.Vantage;
import org.plumbline.wire.Wire;
import tools.jackson.core.JsonGenerator;

/**
 * What the vantages see of a service now: the newest run of each check and family counts, and a
 * vantage fails where one of these does.
 */
final class Seen {
  /** The layers that a client meets, from the ground up. */
  private static final List<Layer> LAYERS =
      List.of(Layer.IP, Layer.DNS, Layer.TCP, Layer.TLS, Layer.QUIC, Layer.HTTP);

  /** Countries, networks and resolvers in an answer, each. */
  private static final int GROUPS_MAX = 50;

  /** Vantages in an answer. */
  private static final int VANTAGES_MAX = 1_000;

  private record Place(String vantage, String check, @Nullable Family family) {}

  /** Vantages that share something. */
  private record Group(String value, int vantages, int failing) {}

  private final Lately lately;
  private final Map<String, Vantage> known = new TreeMap<>();
  private final int blind;

  /** The newest runs of each vantage that can judge, the newest first. */
  private final Map<String, List<Run>> byVantage = new TreeMap<>();

  /**
   * @param fresh runs from before are no longer how it is
   */
  Seen(Lately lately, Instant fresh, Standing standing) {
    this.lately = lately;
    Set<String> unwell = new HashSet<>();
    for (Vantage vantage : standing.vantages()) {
      known.put(vantage.id(), vantage);
      switch (standing.state(vantage)) {
        case HEALTHY -> {}
        case BLIND, SILENT -> unwell.add(vantage.id());
      }
    }
    Map<Place, Run> newest = new LinkedHashMap<>();
    for (Run run : lately.runs()) {
      Measurement of = run.measurement();
      boolean scheduled = of.trigger() == null || of.trigger() == Trigger.SCHEDULE;
      if (scheduled && !run.at().isBefore(fresh) && !(run.ending() instanceof Run.NoVote)) {
        newest.putIfAbsent(new Place(of.vantage(), of.check(), of.family()), run);
      }
    }
    Set<String> left = new HashSet<>();
    newest.forEach((place, run) -> {
      if (unwell.contains(place.vantage())) {
        left.add(place.vantage());
      } else {
        byVantage.computeIfAbsent(place.vantage(), _ -> new ArrayList<>()).add(run);
      }
    });
    this.blind = left.size();
  }

  void write(JsonGenerator json) {
    json.writeObjectPropertyStart("seen");
    json.writeStringProperty("from", Wire.write(lately.from()));
    json.writeStringProperty("to", Wire.write(lately.to()));
    json.writeNumberProperty("vantages", byVantage.size());
    json.writeNumberProperty("failing", byVantage.values().stream().filter(Seen::fails).count());
    json.writeNumberProperty("blind", blind);
    json.writeArrayPropertyStart("layers");
    LAYERS.forEach(layer -> layer(json, layer));
    json.writeEndArray();
    groups(json, "countries", of(Vantage::country));
    groups(json, "networks", of(Vantage::isp));
    groups(json, "resolvers", Seen::resolver);
    json.writeArrayPropertyStart("latest");
    byVantage.values().stream().limit(VANTAGES_MAX).forEach(runs -> latest(json, runs));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static boolean fails(List<Run> runs) {
    return runs.stream().anyMatch(Run::failed);
  }

  private static Optional<Failure> failure(Run run) {
    return run.ending() instanceof Run.Failed(Failure failure)
        ? Optional.of(failure)
        : Optional.empty();
  }

  private void layer(JsonGenerator json, Layer layer) {
    Map<String, Integer> codes = new TreeMap<>();
    int ok = 0;
    int failing = 0;
    for (List<Run> runs : byVantage.values()) {
      Optional<Failure> failure =
          runs.stream()
              .flatMap(run -> failure(run).stream())
              .filter(it -> it.layer() == layer)
              .findFirst();
      if (failure.isPresent()) {
        failing++;
        codes.merge(failure.get().code().word(), 1, Integer::sum);
      } else if (runs.stream().anyMatch(run -> passes(run, layer))) {
        ok++;
      }
    }
    if (ok + failing == 0) {
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("layer", layer.word());
    json.writeNumberProperty("ok", ok);
    json.writeNumberProperty("failing", failing);
    if (failing > 0) {
      String commonest =
          codes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
      json.writeStringProperty("code", commonest);
    }
    json.writeEndObject();
  }

  private static boolean passes(Run run, Layer layer) {
    return run.measurement().observations().stream()
        .filter(Observation::onClientPath)
        .filter(it -> it.attempt().outcome() instanceof Outcome.Ok)
        .anyMatch(it -> proves(it, layer));
  }

  /** Whether a layer must be sound for an operation to succeed; a connection proves the route. */
  private static boolean proves(Observation operation, Layer layer) {
    return switch (operation) {
      case Observation.Dns _ -> layer == Layer.DNS;
      case Observation.Tcp _ -> layer == Layer.TCP || layer == Layer.IP;
      case Observation.Tls _ -> layer == Layer.TLS;
      case Observation.Quic _ -> layer == Layer.QUIC || layer == Layer.IP;
      case Observation.Http _ -> layer == Layer.HTTP;
      case Observation.Delegation _,
          Observation.Authority _,
          Observation.Ping _,
          Observation.Traceroute _ ->
          false;
    };
  }

  private Function<List<Run>, @Nullable String> of(Function<Vantage, @Nullable String> trait) {
    return runs -> {
      Vantage vantage = known.get(runs.getFirst().measurement().vantage());
      return vantage == null ? null : trait.apply(vantage);
    };
  }

  /** Whom the newest run asked first. */
  private static @Nullable String resolver(List<Run> runs) {
    for (Observation operation : runs.getFirst().measurement().observations()) {
      if (operation instanceof Observation.Dns dns && dns.onClientPath()) {
        return dns.resolver() == null
            ? null
            : dns.resolver().operator() == null
                ? dns.resolver().address()
                : dns.resolver().operator();
      }
    }
    return null;
  }

  private void groups(
      JsonGenerator json, String name, Function<List<Run>, @Nullable String> trait) {
    Map<String, Group> groups = new TreeMap<>();
    for (List<Run> runs : byVantage.values()) {
      String value = trait.apply(runs);
      if (value != null) {
        groups.merge(
            value,
            new Group(value, 1, fails(runs) ? 1 : 0),
            (a, b) -> new Group(value, a.vantages() + b.vantages(), a.failing() + b.failing()));
      }
    }
    json.writeArrayPropertyStart(name);
    groups.values().stream()
        .sorted(
            Comparator.comparingInt(Group::failing)
                .thenComparingInt(Group::vantages)
                .reversed()
                .thenComparing(Group::value))
        .limit(GROUPS_MAX)
        .forEach(group -> {
          json.writeStartObject();
          json.writeStringProperty("value", group.value());
          json.writeNumberProperty("vantages", group.vantages());
          json.writeNumberProperty("failing", group.failing());
          json.writeEndObject();
        });
    json.writeEndArray();
  }

  /** How a vantage sees it: by its newest failure where it has one, else by its newest run. */
  private static void latest(JsonGenerator json, List<Run> runs) {
    Run run = runs.stream().filter(Run::failed).findFirst().orElse(runs.getFirst());
    json.writeStartObject();
    json.writeStringProperty("vantage", run.measurement().vantage());
    json.writeStringProperty("measurement", run.measurement().id());
    json.writeStringProperty("at", Wire.write(run.at()));
    json.writeStringProperty("state", run.failed() ? "fail" : "ok");
    failure(run)
        .ifPresent(failure -> {
          json.writeStringProperty("layer", failure.layer().word());
          json.writeStringProperty("code", failure.code().word());
        });
    json.writeEndObject();
  }
}
