package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.config.Section;
import org.plumbline.net.Endpoint;
import org.xbill.DNS.Zone;

/** Reads the world of a scenario as it is in one phase. */
final class WorldReader {
  private static final List<String> KEYS =
      List.of(
          "places",
          "networks",
          "vantages",
          "resolvers",
          "zones",
          "delegations",
          "servers",
          "certificates",
          "web",
          "routes");

  /** AS numbers are unsigned 32 bit (RFC 6793). */
  private static final long ASN_MAX = 0xFFFF_FFFFL;

  private static final Set<String> KINDS =
      Set.of("eyeball", "wireless", "backbone", "cloud", "enterprise");

  private final Section root;
  private final Instant start;
  private final List<Endpoint> anchors;

  WorldReader(Section root, Instant start, List<Endpoint> anchors) {
    this.root = root;
    this.start = start;
    this.anchors = anchors;
  }

  /** Marks the keys of the world as known. */
  static void ask(Section root) {
    for (String key : KEYS) {
      if (root.has(key) && !key.equals("routes")) {
        root.mapping(key);
      } else if (root.has(key)) {
        root.sections(key);
      }
    }
  }

  WorldState read() {
    Map<String, Place> places = places();
    Map<String, Provider> networks = networks();
    Map<String, Host.Resolver> resolvers = new ResolverReader(root, start, places, networks).read();
    Map<String, VantageSpec> vantages = new VantageReader(root, places, networks, resolvers).read();
    DnsReader dns = new DnsReader(root, start);
    Map<String, Zone> contents = dns.read();
    WebReader web = new WebReader(root, start);
    Map<String, CertificateSpec> certificates = web.certificates();
    Map<String, Host.Web> hosts = web.hosts(certificates);
    List<Host> all = new ArrayList<>(dns.servers().values());
    all.addAll(hosts.values());
    all.addAll(resolvers.values());
    return new WorldState(
        networks,
        vantages,
        resolvers,
        dns.servers(),
        contents,
        certificates,
        hosts,
        routes(),
        byAddress(all));
  }

  private Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    root.named("places")
        .forEach((id, section) -> {
          places.put(
              id,
              new Place(
                  id,
                  section.text("city"),
                  section.text("region", ""),
                  section.text("country"),
                  section.text("continent"),
                  section.decimal("lat", null, -90, 90),
                  section.decimal("lon", null, -180, 180)));
          section.done();
        });
    return places;
  }

  private Map<String, Provider> networks() {
    Map<String, Provider> networks = new LinkedHashMap<>();
    root.named("networks")
        .forEach((id, section) -> {
          List<Prefix> prefixes = new ArrayList<>();
          for (String text : section.texts("prefixes")) {
            Prefix.parse(text)
                .ifPresentOrElse(
                    prefixes::add,
                    () ->
                        section.complain(
                            "prefixes", text, "must be address blocks such as 192.0.2.0/24"));
          }
          String kind = section.text("kind", "backbone");
          if (!KINDS.contains(kind)) {
            section.complain("kind", "must be eyeball, wireless, backbone, cloud or enterprise");
          }
          networks.put(
              id,
              new Provider(
                  id,
                  section.integer("asn", null, 1, ASN_MAX),
                  section.text("name"),
                  kind,
                  prefixes));
          section.done();
        });
    return networks;
  }

  private List<RouteRule> routes() {
    List<RouteRule> routes = new ArrayList<>();
    for (Section section : root.sections("routes")) {
      Prefix to =
          section.value(
              "to",
              null,
              new Prefix(InetAddress.ofLiteral("0.0.0.0"), 32),
              Prefix::parse,
              "must be an address or a block such as 192.0.2.0/24");
      routes.add(new RouteRule(to, Forms.selector(section), Forms.reach(section)));
      section.done();
    }
    return routes;
  }

  private Map<InetAddress, Host> byAddress(List<Host> hosts) {
    Map<InetAddress, Host> byAddress = new HashMap<>();
    for (Host host : hosts) {
      for (InetAddress address : host.addresses()) {
        Host other = byAddress.put(address, host);
        if (other != null && !other.equals(host)) {
          root.complain(
              section(host),
              host.name(),
              "has the address of " + other.name() + ", " + address.getHostAddress());
        }
      }
    }
    Map<InetAddress, Set<Integer>> ports =
        new TreeMap<>(Comparator.comparing(InetAddress::getHostAddress));
    for (Endpoint anchor : anchors) {
      ports.computeIfAbsent(anchor.address(), address -> new TreeSet<>()).add(anchor.port());
    }
    ports.forEach((address, served) -> {
      Host host = byAddress.get(address);
      if (host == null) {
        byAddress.put(
            address,
            new Host.Anchor(
                "anchor " + address.getHostAddress(), List.of(address), new HashSet<>(served)));
      } else if (!host.ports().containsAll(served)) {
        root.complain(
            "anchors", address.getHostAddress(), "is a server that does not serve that port");
      }
    });
    return byAddress;
  }

  private static String section(Host host) {
    return switch (host) {
      case Host.NameServer _ -> "servers";
      case Host.Resolver _ -> "resolvers";
      case Host.Web _ -> "web";
      case Host.Anchor _ -> "anchors";
    };
  }
}
