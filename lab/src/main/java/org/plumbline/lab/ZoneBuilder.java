package org.plumbline.lab;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.config.Section;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Zone;

/**
 * Completes zone contents: SOA and NS of the apex, addresses of name servers, delegations and their
 * glue, wherever the file does not state them itself.
 */
final class ZoneBuilder {
  static final Duration DELEGATION_TTL = Duration.ofHours(1);

  /** Seconds; of an NXDOMAIN or of no data (RFC 2308 section 5), where no SOA is stated. */
  private static final long NEGATIVE_TTL = 60;

  private static final long HOST_TTL = 3_600;
  private static final long SOA_TTL = 900;

  private final Section root;
  private final long serial;
  private final Map<String, Host.NameServer> servers;
  private final Map<Name, Delegation> delegations;

  ZoneBuilder(
      Section root,
      Instant start,
      Map<String, Host.NameServer> servers,
      Map<Name, Delegation> delegations) {
    this.root = root;
    var day = start.atOffset(ZoneOffset.UTC);
    this.serial =
        day.getYear() * 1_000_000L + day.getMonthValue() * 10_000L + day.getDayOfMonth() * 100L + 1;
    this.servers = servers;
    this.delegations = delegations;
  }

  /** The zone of a content such as {@code example.com/old}. */
  static String originText(String content) {
    int slash = content.indexOf('/');
    return slash < 0 ? content : content.substring(0, slash);
  }

  Map<String, Zone> build(Map<String, List<Record>> stated, Set<String> contents) {
    Set<Name> origins = new HashSet<>();
    for (String content : contents) {
      Forms.name(originText(content)).ifPresent(origins::add);
    }
    if (!origins.contains(Name.root)) {
      root.complain("servers", "must have one that serves the root, \".\"");
    }
    Map<Name, Delegation> cuts = cuts(origins);
    Map<String, Zone> zones = new LinkedHashMap<>();
    for (String content : new TreeSet<>(contents)) {
      Optional<Name> origin = Forms.name(originText(content));
      if (origin.isEmpty()) {
        continue;
      }
      List<Record> records = new ArrayList<>(stated.getOrDefault(content, List.of()));
      addHosts(origin.get(), origins, records);
      addCuts(origin.get(), origins, cuts, records);
      addApex(origin.get(), cuts, records);
      try {
        zones.put(content, new Zone(origin.get(), records.toArray(new Record[0])));
      } catch (IOException e) {
        root.complain("zones", content, "is no zone: " + e.getMessage());
      }
    }
    return zones;
  }

  /** Every zone is delegated to those that serve its plain content, unless the file says else. */
  private Map<Name, Delegation> cuts(Set<Name> origins) {
    Map<Name, Delegation> cuts = new LinkedHashMap<>();
    for (Name origin : new TreeSet<>(origins)) {
      List<Name> names = new ArrayList<>();
      for (Host.NameServer server : servers.values()) {
        String content = server.serves().get(origin);
        if (content != null && content.indexOf('/') < 0) {
          Forms.name(server.name()).ifPresent(names::add);
        }
      }
      Delegation usual = new Delegation(origin, names, DELEGATION_TTL.toSeconds(), Map.of());
      Delegation cut = delegations.getOrDefault(origin, usual);
      if (cut.servers().isEmpty()) {
        root.complain("servers", origin.toString(true), "is a zone that no server serves");
      }
      cuts.put(origin, cut);
    }
    delegations.forEach(cuts::putIfAbsent);
    return cuts;
  }

  private void addHosts(Name origin, Set<Name> origins, List<Record> records) {
    Set<Name> stated = new HashSet<>();
    records.forEach(record -> stated.add(record.getName()));
    for (Host.NameServer server : servers.values()) {
      Optional<Name> host = Forms.name(server.name());
      if (host.isPresent()
          && !stated.contains(host.get())
          && origin.equals(enclosing(host.get(), origins, true))) {
        for (InetAddress address : server.addresses()) {
          records.add(address(host.get(), HOST_TTL, address));
        }
      }
    }
  }

  private void addCuts(
      Name origin, Set<Name> origins, Map<Name, Delegation> cuts, List<Record> records) {
    for (Delegation cut : cuts.values()) {
      if (cut.zone().equals(Name.root) || !origin.equals(enclosing(cut.zone(), origins, false))) {
        continue;
      }
      for (Name server : cut.servers()) {
        records.add(new NSRecord(cut.zone(), DClass.IN, cut.ttl(), server));
        List<InetAddress> glue = cut.glue().get(server);
        Host.NameServer host = servers.get(server.toString(true));
        if (glue != null) {
          glue.forEach(address -> records.add(address(server, cut.ttl(), address)));
        } else if (host != null && server.subdomain(origin) && belowAnyCut(server, origin, cuts)) {
          host.addresses().forEach(address -> records.add(address(server, cut.ttl(), address)));
        }
      }
    }
    List<Record> distinct = new ArrayList<>(new LinkedHashSet<>(records));
    records.clear();
    records.addAll(distinct);
  }

  /** A host that is in no zone below the origin has its address as data, not as glue. */
  private static boolean belowAnyCut(Name host, Name origin, Map<Name, Delegation> cuts) {
    return cuts.keySet().stream()
        .anyMatch(zone -> host.subdomain(zone) && zone.subdomain(origin) && !zone.equals(origin));
  }

  private void addApex(Name origin, Map<Name, Delegation> cuts, List<Record> records) {
    Delegation cut = cuts.get(origin);
    List<Name> names = cut == null ? List.of() : cut.servers();
    boolean ns = records.stream().anyMatch(r -> isApex(r, origin, Type.NS));
    if (!ns) {
      long ttl = cut == null ? DELEGATION_TTL.toSeconds() : cut.ttl();
      names.forEach(name -> records.add(new NSRecord(origin, DClass.IN, ttl, name)));
    }
    boolean soa = records.stream().anyMatch(r -> isApex(r, origin, Type.SOA));
    if (!soa) {
      Name primary = names.isEmpty() ? origin : names.getFirst();
      records.add(
          new SOARecord(
              origin,
              DClass.IN,
              SOA_TTL,
              primary,
              origin,
              serial,
              7_200,
              900,
              1_209_600,
              NEGATIVE_TTL));
    }
  }

  private static boolean isApex(Record record, Name origin, int type) {
    return record.getType() == type && record.getName().equals(origin);
  }

  private static Name enclosing(Name name, Set<Name> origins, boolean itself) {
    int labels = name.labels() - 1;
    for (int up = itself ? 0 : 1; up <= labels; up++) {
      Name above = up == 0 ? name : new Name(name, up);
      if (origins.contains(above)) {
        return above;
      }
    }
    return Name.root;
  }

  private static Record address(Name name, long ttl, InetAddress address) {
    return address instanceof Inet6Address
        ? new AAAARecord(name, DClass.IN, ttl, address)
        : new ARecord(name, DClass.IN, ttl, address);
  }
}
