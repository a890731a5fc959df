package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.config.Section;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/** Reads {@code resolvers}. */
final class ResolverReader {
  private static final Duration TTL_FLOOR = Duration.ofSeconds(5);
  private static final Duration TTL_CEILING = Duration.ofDays(7);
  private static final Duration DELAY_MAX = Duration.ofSeconds(30);

  private final Section root;
  private final Instant start;
  private final Map<String, Place> places;
  private final Map<String, Provider> networks;

  ResolverReader(
      Section root, Instant start, Map<String, Place> places, Map<String, Provider> networks) {
    this.root = root;
    this.start = start;
    this.places = places;
    this.networks = networks;
  }

  Map<String, Host.Resolver> read() {
    Map<String, Host.Resolver> resolvers = new LinkedHashMap<>();
    root.named("resolvers").forEach((name, section) -> resolvers.put(name, one(name, section)));
    return resolvers;
  }

  private Host.Resolver one(String name, Section section) {
    List<InetAddress> addresses = Forms.addresses(section, "address");
    if (addresses.isEmpty()) {
      section.complain("address", "must be at least one address");
    }
    Provider network = network(section);
    Section ttl = section.section("ttl");
    Duration min = ttl.duration("min", TTL_FLOOR, TTL_FLOOR, TTL_CEILING);
    Duration max = ttl.duration("max", Duration.ofDays(1), min, TTL_CEILING);
    ttl.done();
    boolean keepsChild =
        section.value(
            "keeps",
            false,
            false,
            text ->
                text.equals("child")
                    ? Optional.of(true)
                    : text.equals("parent") ? Optional.of(false) : Optional.empty(),
            "must be parent or child: whose NS set it keeps");
    Host.Resolver resolver =
        new Host.Resolver(
            name,
            addresses,
            Forms.reach(section),
            section.text("label", "isp"),
            section.text("operator", network.name()),
            network,
            sites(section),
            keepsChild,
            min,
            max,
            section.duration("delay", Duration.ZERO, Duration.ZERO, DELAY_MAX),
            held(section),
            answers(section),
            rcodes(section));
    section.done();
    return resolver;
  }

  private Provider network(Section section) {
    String id = section.text("network");
    Provider network = networks.get(id);
    if (network == null) {
      section.complain("network", "must be one of networks");
      return new Provider(id, 1, id, "backbone", List.of());
    }
    return network;
  }

  private List<Place> sites(Section section) {
    List<Place> sites = new ArrayList<>();
    for (String id : section.texts("sites")) {
      Place place = places.get(id);
      if (place == null) {
        section.complain("sites", id, "must be one of places");
      } else {
        sites.add(place);
      }
    }
    if (sites.isEmpty()) {
      section.complain("sites", "must be at least one of places");
      sites.add(new Place("", "", "", "", "", 0, 0));
    }
    return sites;
  }

  private List<Host.Held> held(Section section) {
    List<Host.Held> held = new ArrayList<>();
    for (Section below : section.sections("cache")) {
      Name zone = below.value("zone", null, Name.root, Forms::name, "must be a domain name");
      List<Name> nameservers = Forms.names(below, "nameservers");
      if (nameservers.isEmpty()) {
        below.complain("nameservers", "must be at least one name server");
      }
      Instant until =
          below.value(
              "until",
              null,
              start,
              text -> Forms.moment(text, start),
              "must be a time from the start such as 20m");
      held.add(new Host.Held(zone, nameservers, until));
      below.done();
    }
    return held;
  }

  private static Map<Name, List<Record>> answers(Section section) {
    Map<Name, List<Record>> answers = new HashMap<>();
    for (Record record : Forms.records(section, "answers", Name.root)) {
      answers.computeIfAbsent(record.getName(), name -> new ArrayList<>()).add(record);
    }
    return answers;
  }

  private static Map<Name, Integer> rcodes(Section section) {
    Section below = section.section("rcodes");
    Map<Name, Integer> rcodes = new HashMap<>();
    for (String text : below.keys()) {
      int rcode =
          below.value(
              text, null, Rcode.SERVFAIL, Forms::rcode, "must be an rcode such as SERVFAIL");
      Forms.name(text)
          .ifPresentOrElse(
              name -> rcodes.put(name, rcode), () -> below.complain(text, "must be a domain name"));
    }
    return rcodes;
  }
}
