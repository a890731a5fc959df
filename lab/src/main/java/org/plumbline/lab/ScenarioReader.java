package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.config.Complaints;
import org.plumbline.config.ConfigException;
import org.plumbline.config.Quantity;
import org.plumbline.config.Section;
import org.plumbline.config.ServiceReader;
import org.plumbline.config.YamlFile;
import org.plumbline.config.YamlNode;
import org.plumbline.model.Service;
import org.plumbline.net.Endpoint;

/** Reads a scenario file: the head, then the world once per phase, then the truth. */
final class ScenarioReader {
  private static final Duration LENGTH_MIN = Duration.ofMinutes(1);
  private static final Duration LENGTH_MAX = Duration.ofHours(6);
  private static final Duration AT_MIN = Duration.ZERO;

  /** What a phase may change; the rest stands for the whole scenario. */
  private static final Set<String> CHANGEABLE =
      Set.of(
          "zones",
          "delegations",
          "servers",
          "certificates",
          "web",
          "routes",
          "resolvers",
          "vantages");

  private static final int ANCHORS = 5;
  private static final Endpoint NOWHERE = new Endpoint(InetAddress.ofLiteral("0.0.0.0"), 1);

  /** All of a scenario. */
  record Parts(
      String name,
      String title,
      long seed,
      Instant start,
      Duration length,
      List<Service> services,
      List<Endpoint> anchors,
      Endpoint mustFail,
      List<Scenario.Phase> phases,
      List<Scenario.Timed> states,
      Truth truth) {}

  private ScenarioReader() {}

  static Scenario read(String file, String yaml) throws ConfigException {
    YamlNode.Mapping document = YamlFile.parse(file, yaml);
    Complaints complaints = new Complaints(file);
    Section root = Section.root(document, complaints);
    String name = root.text("scenario");
    String title = root.text("title", name);
    long seed = root.integer("seed", 1L, 0, Long.MAX_VALUE);
    Instant start =
        root.value(
            "start",
            null,
            Instant.EPOCH,
            Forms::instant,
            "must be an instant such as 2024-10-01T11:00:00Z");
    Duration length =
        root.value(
            "length",
            null,
            LENGTH_MAX, // so that one wrong length is one complaint, and not one for every phase
            text ->
                Quantity.duration(text)
                    .filter(d -> d.compareTo(LENGTH_MIN) >= 0 && d.compareTo(LENGTH_MAX) <= 0),
            "must be a duration such as 45m or 2h, from 1m to 6h");
    List<Endpoint> anchors = endpoints(root);
    Endpoint mustFail =
        root.value(
            "mustFail",
            null,
            NOWHERE,
            Forms::endpoint,
            "must be ADDRESS:PORT of something that never answers");
    List<Service> services = ServiceReader.read(root);
    if (services.isEmpty()) {
      root.complain("services", "must have at least one service");
    }
    List<Scenario.Phase> phases = new ArrayList<>();
    List<Scenario.Timed> states = new ArrayList<>();
    states.add(new Scenario.Timed(start, state(document, start, anchors, complaints)));
    YamlNode.Mapping world = document;
    for (Section section : root.sections("phases")) {
      Scenario.Phase phase = phase(section, length, phases);
      Optional<YamlNode.Mapping> change = section.mapping("change");
      section.done();
      phases.add(phase);
      if (change.isPresent()) {
        refuseFixed(change.get(), complaints);
        world = world.patchedWith(change.get());
        states.add(
            new Scenario.Timed(start.plus(phase.at()), state(world, start, anchors, complaints)));
      }
    }
    Truth truth = TruthReader.read(root, states.getFirst().state(), services, length);
    WorldReader.ask(root);
    root.done();
    complaints.throwIfAny();
    return new Scenario(
        new Parts(
            name, title, seed, start, length, services, anchors, mustFail, phases, states, truth));
  }

  private static WorldState state(
      YamlNode.Mapping world, Instant start, List<Endpoint> anchors, Complaints complaints) {
    return new WorldReader(Section.root(world, complaints), start, anchors).read();
  }

  private static Scenario.Phase phase(
      Section section, Duration length, List<Scenario.Phase> before) {
    Duration at = section.duration("at", null, AT_MIN, length);
    if (!before.isEmpty() && at.compareTo(before.getLast().at()) < 0) {
      section.complain("at", "must not be before the phase above");
    }
    return new Scenario.Phase(at, section.text("text"));
  }

  private static void refuseFixed(YamlNode.Mapping change, Complaints complaints) {
    for (String key : change.entries().keySet()) {
      if (!CHANGEABLE.contains(key)) {
        Integer line = change.keyLines().get(key);
        complaints.add(
            line == null ? change.line() : line,
            "change." + key,
            "",
            "cannot change; a phase changes "
                + String.join(", ", CHANGEABLE.stream().sorted().toList()));
      }
    }
  }

  private static List<Endpoint> endpoints(Section root) {
    List<Endpoint> endpoints = new ArrayList<>();
    Set<Endpoint> seen = new HashSet<>();
    for (String text : root.texts("anchors")) {
      Optional<Endpoint> endpoint = Forms.endpoint(text);
      if (endpoint.isEmpty() || !seen.add(endpoint.get())) {
        root.complain("anchors", text, "must be ADDRESS:PORT, each another");
      }
      endpoint.ifPresent(endpoints::add);
    }
    if (endpoints.size() != ANCHORS) {
      root.complain("anchors", "must be " + ANCHORS + " addresses that always answer");
    }
    return endpoints;
  }
}
