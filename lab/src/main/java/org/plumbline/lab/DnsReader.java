package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.config.Section;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Zone;

/** Reads {@code servers}, {@code zones} and {@code delegations}. */
final class DnsReader {
  private static final Duration ROTATION_MIN = Duration.ofSeconds(10);
  private static final Duration ROTATION_MAX = Duration.ofHours(6);
  private static final int GIVE_MAX = 16;

  private final Section root;
  private final Instant start;
  private final Map<String, Host.NameServer> servers = new LinkedHashMap<>();

  DnsReader(Section root, Instant start) {
    this.root = root;
    this.start = start;
  }

  /** After {@link #read}. */
  Map<String, Host.NameServer> servers() {
    return servers;
  }

  /** All zone contents by name, complete. */
  Map<String, Zone> read() {
    root.named("servers").forEach((name, section) -> servers.put(name, server(name, section)));
    Map<String, List<Record>> stated = stated();
    Map<Name, Delegation> delegations = delegations();
    Set<String> served = new HashSet<>(stated.keySet());
    for (Host.NameServer server : servers.values()) {
      served.addAll(server.serves().values());
      server.views().forEach(view -> served.addAll(view.serves().values()));
    }
    return new ZoneBuilder(root, start, servers, delegations).build(stated, served);
  }

  private Host.NameServer server(String name, Section section) {
    if (Forms.name(name).isEmpty()) {
      section.complain("", name, "must be the host name of a name server");
    }
    List<InetAddress> addresses = Forms.addresses(section, "addresses");
    if (addresses.isEmpty()) {
      section.complain("addresses", "must be at least one address");
    }
    List<Host.View> views = new ArrayList<>();
    for (Section below : section.sections("views")) {
      views.add(new Host.View(Forms.selector(below), serves(below)));
      below.done();
    }
    List<Host.Saying> says = new ArrayList<>();
    for (Section below : section.sections("says")) {
      says.add(
          new Host.Saying(
              Forms.selector(below),
              new HashSet<>(Forms.names(below, "zones")),
              below.value(
                  "rcode",
                  null,
                  Rcode.SERVFAIL,
                  Forms::rcode,
                  "must be an rcode such as REFUSED")));
      below.done();
    }
    Host.Rotation rotation = Host.Rotation.NONE;
    Section rotate = section.section("rotate");
    if (section.has("rotate")) {
      rotation =
          new Host.Rotation(
              rotate.duration("every", null, ROTATION_MIN, ROTATION_MAX),
              (int) rotate.integer("give", null, 1, GIVE_MAX));
    }
    rotate.done();
    Host.NameServer server =
        new Host.NameServer(
            name,
            addresses,
            Forms.reach(section),
            serves(section),
            views,
            says,
            section.flag("minimal", false),
            rotation);
    section.done();
    return server;
  }

  private static Map<Name, String> serves(Section section) {
    Map<Name, String> serves = new HashMap<>();
    for (String content : section.texts("serves")) {
      Forms.name(ZoneBuilder.originText(content))
          .ifPresentOrElse(
              zone -> serves.put(zone, content),
              () -> section.complain("serves", content, "must be zones, or zone/content"));
    }
    return serves;
  }

  private Map<String, List<Record>> stated() {
    Section zones = root.section("zones");
    Map<String, List<Record>> stated = new LinkedHashMap<>();
    for (String content : zones.keys()) {
      Forms.name(ZoneBuilder.originText(content))
          .ifPresentOrElse(
              origin -> stated.put(content, Forms.records(zones, content, origin)),
              () -> zones.complain(content, "must be a zone, or zone/content"));
    }
    return stated;
  }

  private Map<Name, Delegation> delegations() {
    Map<Name, Delegation> delegations = new LinkedHashMap<>();
    root.named("delegations")
        .forEach((text, section) -> {
          Name zone = Forms.name(text).orElse(Name.root);
          if (zone.equals(Name.root)) {
            section.complain("", text, "must be a zone below the root");
          }
          List<Name> names = new ArrayList<>();
          for (String server : section.texts("servers")) {
            if (!servers.containsKey(server)) {
              section.complain("servers", server, "must be one of servers");
            } else {
              Forms.name(server).ifPresent(names::add);
            }
          }
          Map<Name, List<InetAddress>> glue = new HashMap<>();
          Section below = section.section("glue");
          for (String server : below.keys()) {
            List<InetAddress> addresses = Forms.addresses(below, server);
            Forms.name(server).ifPresent(name -> glue.put(name, addresses));
          }
          Duration ttl =
              section.duration(
                  "ttl", ZoneBuilder.DELEGATION_TTL, Duration.ZERO, Duration.ofDays(30));
          delegations.put(zone, new Delegation(zone, names, ttl.toSeconds(), glue));
          section.done();
        });
    return delegations;
  }
}
