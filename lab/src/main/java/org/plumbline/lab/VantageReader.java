package org.plumbline.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.config.Quantity;
import org.plumbline.config.Section;
import org.plumbline.config.ServiceReader;
import org.plumbline.model.Family;
import org.plumbline.model.Resolver;
import org.plumbline.model.Vantage;

/** Reads {@code vantages}. */
final class VantageReader {
  private static final Duration SPELL = Duration.ofSeconds(30);
  private static final Duration SPELL_MAX = Duration.ofMinutes(30);
  private static final Duration CLOCK_MAX = Duration.ofDays(1);

  private final Section root;
  private final Map<String, Place> places;
  private final Map<String, Provider> networks;
  private final Map<String, Host.Resolver> resolvers;

  VantageReader(
      Section root,
      Map<String, Place> places,
      Map<String, Provider> networks,
      Map<String, Host.Resolver> resolvers) {
    this.root = root;
    this.places = places;
    this.networks = networks;
    this.resolvers = resolvers;
  }

  Map<String, VantageSpec> read() {
    Map<String, VantageSpec> vantages = new LinkedHashMap<>();
    root.named("vantages").forEach((id, section) -> vantages.put(id, one(id, section)));
    if (vantages.isEmpty()) {
      root.complain("vantages", "must have at least one vantage");
    }
    return vantages;
  }

  private VantageSpec one(String id, Section section) {
    if (!id.matches(Vantage.ID_FORM)) {
      section.complain("", id, "must be 1 to 64 of a-z, 0-9, dot and dash");
    }
    Place place = place(section);
    Provider network = network(section);
    List<String> used = new ArrayList<>();
    List<Resolver> told = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (String name : section.texts("resolvers")) {
      Host.Resolver resolver = resolvers.get(name);
      if (resolver == null || resolver.addresses().isEmpty()) {
        section.complain("resolvers", name, "must be one of resolvers");
        continue;
      }
      if (!labels.add(resolver.label())) {
        section.complain("resolvers", name, "has the label of another one of this vantage");
      }
      used.add(name);
      told.add(
          new Resolver(
              resolver.label(),
              resolver.addresses().getFirst().getHostAddress(),
              resolver.operator()));
    }
    if (used.isEmpty()) {
      section.complain("resolvers", "must be at least one of resolvers");
    }
    Section uplink = section.section("uplink");
    double down = uplink.share("down", 0);
    Duration spell = uplink.duration("spell", SPELL, Duration.ofSeconds(1), SPELL_MAX);
    uplink.done();
    Vantage vantage =
        new Vantage(
            id,
            network.kind(),
            network.asn(),
            network.name(),
            place.city(),
            place.region().isEmpty() ? null : place.region(),
            place.country(),
            place.continent(),
            place.lat(),
            place.lon(),
            ServiceReader.families(section, "families", List.of(Family.V4)),
            told,
            null,
            Vantage.Standing.TRUSTED);
    VantageSpec spec =
        new VantageSpec(
            vantage,
            place,
            network,
            used,
            section.share("loss", 0),
            down,
            spell,
            section.value(
                "clock",
                Duration.ZERO,
                Duration.ZERO,
                VantageReader::offset,
                "must be how far the clock is ahead, such as 40s or -10m"));
    section.done();
    return spec;
  }

  private static Optional<Duration> offset(String text) {
    boolean behind = text.startsWith("-");
    return Quantity.duration(behind ? text.substring(1) : text)
        .filter(offset -> offset.compareTo(CLOCK_MAX) <= 0)
        .map(offset -> behind ? offset.negated() : offset);
  }

  private Place place(Section section) {
    String id = section.text("place");
    Place place = places.get(id);
    if (place == null) {
      section.complain("place", "must be one of places");
      return new Place(id, "", "", "", "", 0, 0);
    }
    return place;
  }

  private Provider network(Section section) {
    String id = section.text("network");
    Provider network = networks.get(id);
    if (network == null) {
      section.complain("network", "must be one of networks");
      return new Provider(id, 1, id, "eyeball", List.of());
    }
    return network;
  }
}
