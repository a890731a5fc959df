package org.plumbline.engine.diagnose;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Sampler;
import org.plumbline.engine.detect.Trust;
import org.plumbline.model.Answer;
import org.plumbline.model.Certificate;
import org.plumbline.model.Code;
import org.plumbline.model.Observation;
import org.plumbline.model.Question;

/**
 * What the diagnostic runs about some checks say, counted by vantage: name servers, parents,
 * signatures, other resolvers, other addresses, the path.
 */
final class Facts {
  /** Extended DNS Errors that a validating resolver gives for a bad signature (RFC 8914). */
  private static final Set<Integer> VALIDATION_ERRORS = Set.of(5, 6, 7, 8, 9, 10, 11, 12);

  /** What one authoritative server said about the names concerned. */
  static final class Server {
    final String name;
    String zone = "";
    @Nullable Long asn;
    final Set<String> addresses = new TreeSet<>();
    final Seen good = new Seen();
    final Seen silent = new Seen();
    final Seen refused = new Seen();
    final Seen negative = new Seen();
    final Seen strange = new Seen();
    final Seen unauthoritative = new Seen();
    final Set<String> strangeAddresses = new TreeSet<>();
    @Nullable Integer ttl;

    Server(String name) {
      this.name = name;
    }

    int asked() {
      return good.count() + down() + negative.count() + strange.count();
    }

    int down() {
      return silent.count() + refused.count();
    }
  }

  /** Which vantages saw something, and the measurements that show it. */
  static final class Seen {
    private final TreeMap<String, String> idOf = new TreeMap<>();

    void by(String vantage, String id) {
      idOf.put(vantage, id);
    }

    int count() {
      return idOf.size();
    }

    Set<String> vantages() {
      return idOf.keySet();
    }

    List<String> ids() {
      return new ArrayList<>(idOf.values());
    }
  }

  final TreeMap<String, Server> servers = new TreeMap<>();
  final TreeMap<String, Seen> parentSilent = new TreeMap<>();
  final TreeMap<String, Seen> parentGood = new TreeMap<>();
  final TreeMap<String, Seen> parentDenied = new TreeMap<>();
  final TreeMap<String, Set<String>> parentServers = new TreeMap<>();
  final TreeMap<String, Seen> bogus = new TreeMap<>();
  final TreeMap<String, Seen> secure = new TreeMap<>();
  final Seen validationErrors = new Seen();
  final TreeMap<String, Seen> resolverGood = new TreeMap<>();
  final TreeMap<String, Seen> resolverBad = new TreeMap<>();
  final TreeMap<String, Set<String>> zoneServers = new TreeMap<>();
  final TreeMap<String, Set<String>> zonesOf = new TreeMap<>();
  final Seen otherAddressGood = new Seen();
  final Seen otherAddressBad = new Seen();
  final Seen pingGood = new Seen();
  final Seen pingBad = new Seen();
  final TreeMap<Long, Seen> slowHops = new TreeMap<>();
  final TreeMap<Long, Seen> lastHops = new TreeMap<>();
  final TreeMap<String, Certificate> certificates = new TreeMap<>();
  final TreeMap<String, Certificate> expired = new TreeMap<>();
  final TreeMap<String, Set<String>> checkServers = new TreeMap<>();
  final TreeMap<String, Set<String>> checkZones = new TreeMap<>();
  @Nullable Instant strangeUntil;
  final Seen cutOff = new Seen();
  final Seen all = new Seen();

  static Facts of(List<Diagnostic> runs, Trust trust, Scene scene) {
    Facts facts = new Facts();
    for (Diagnostic run : runs) {
      facts.take(run, trust, scene);
    }
    return facts;
  }

  private void take(Diagnostic run, Trust trust, Scene scene) {
    String vantage = run.measurement().vantage();
    String id = run.measurement().id();
    if (cutOff(run)) {
      // Nothing answered from there: that says something about the place, and of nobody else.
      cutOff.by(vantage, id);
      return;
    }
    all.by(vantage, id);
    for (Observation step : run.measurement().observations()) {
      switch (step) {
        case Observation.Dns dns -> resolver(dns, run, trust);
        case Observation.Delegation delegation -> parent(delegation, vantage, id);
        case Observation.Authority authority -> authority(authority, run, trust);
        case Observation.Tcp tcp -> {
          if (tcp.attempt().crossover()) {
            (tcp.failure() == null ? otherAddressGood : otherAddressBad).by(vantage, id);
          }
        }
        case Observation.Tls tls -> chain(tls, run);
        case Observation.Http http -> {
          if (http.attempt().crossover() && http.failure() != null) {
            otherAddressBad.by(vantage, id);
          }
        }
        case Observation.Ping ping -> (ping.failure() == null ? pingGood : pingBad).by(vantage, id);
        case Observation.Traceroute route -> hops(route, run, scene);
        case Observation.Quic quic -> {}
      }
    }
  }

  /** Whether next to nothing answered in a run. */
  private static boolean cutOff(Diagnostic run) {
    int failed = 0;
    int steps = 0;
    for (Observation step : run.measurement().observations()) {
      if (!(step instanceof Observation.Traceroute)) {
        steps++;
        failed += step.failure() != null ? 1 : 0;
      }
    }
    return steps >= 3 && failed * 5 >= steps * 4 && unrelated(run);
  }

  /** Whether servers of several zones were silent: the place is cut off, not one zone lost. */
  private static boolean unrelated(Diagnostic run) {
    Set<String> zones = new TreeSet<>();
    for (Observation step : run.measurement().observations()) {
      if (step instanceof Observation.Delegation cut && cut.failure() != null) {
        zones.add("above " + cut.zone());
      } else if (step instanceof Observation.Authority authority && authority.failure() != null) {
        zones.add(authority.zone());
      }
    }
    return zones.size() >= 2;
  }

  private void resolver(Observation.Dns dns, Diagnostic run, Trust trust) {
    String vantage = run.measurement().vantage();
    String id = run.measurement().id();
    String key = Sampler.resolverKey(vantage, dns.resolver());
    if (dns.ede().stream().anyMatch(VALIDATION_ERRORS::contains)) {
      validationErrors.by(vantage, id);
    }
    if (key != null) {
      remember(dns, run, trust);
      boolean bad =
          dns.failure() != null || strange(run.measurement().check(), dns.answers(), trust);
      (bad ? resolverBad : resolverGood).computeIfAbsent(key, k -> new Seen()).by(vantage, id);
    }
  }

  /** Until when a strange answer that was seen may stay in caches. */
  private void remember(Observation.Dns dns, Diagnostic run, Trust trust) {
    if (strange(run.measurement().check(), dns.answers(), trust)) {
      for (Answer answer : dns.answers()) {
        if (answer.ttl() != null) {
          Instant until = run.at().plusSeconds(answer.ttl());
          strangeUntil = strangeUntil == null || until.isAfter(strangeUntil) ? until : strangeUntil;
        }
      }
    }
  }

  private void parent(Observation.Delegation delegation, String vantage, String id) {
    String zone = delegation.zone();
    if (delegation.parentServer() != null && delegation.parentServer().name() != null) {
      parentServers
          .computeIfAbsent(zone, k -> new TreeSet<>())
          .add(delegation.parentServer().name());
    }
    if (delegation.failure() == null) {
      parentGood.computeIfAbsent(zone, k -> new Seen()).by(vantage, id);
      if (!delegation.nameservers().isEmpty()) {
        zoneServers.put(zone, new TreeSet<>(delegation.nameservers()));
      }
    } else if (delegation.failure().code() == Code.NXDOMAIN) {
      parentDenied.computeIfAbsent(zone, k -> new Seen()).by(vantage, id);
    } else {
      parentSilent.computeIfAbsent(zone, k -> new Seen()).by(vantage, id);
    }
  }

  private void authority(Observation.Authority authority, Diagnostic run, Trust trust) {
    String vantage = run.measurement().vantage();
    String id = run.measurement().id();
    Question question = authority.question();
    if (authority.dnssec() != null) {
      // A DS record is signed by the parent, which is the zone that was asked.
      String zone = authority.zone();
      if (authority.dnssec().equals("bogus")) {
        bogus.computeIfAbsent(zone, k -> new Seen()).by(vantage, id);
      } else if (authority.dnssec().equals("secure")) {
        secure.computeIfAbsent(zone, k -> new Seen()).by(vantage, id);
      }
    }
    if (authority.server() == null || authority.server().name() == null) {
      return;
    }
    Server server = servers.computeIfAbsent(authority.server().name(), Server::new);
    server.zone = authority.zone();
    server.asn = authority.server().asn() == null ? server.asn : authority.server().asn();
    if (authority.server().address() != null) {
      server.addresses.add(authority.server().address());
    }
    String check = run.measurement().check();
    checkServers.computeIfAbsent(check, k -> new TreeSet<>()).add(server.name);
    checkZones.computeIfAbsent(check, k -> new TreeSet<>()).add(authority.zone());
    zonesOf.computeIfAbsent(authority.zone(), k -> new TreeSet<>()).add(server.name);
    boolean address =
        question == null || question.type().equals("A") || question.type().equals("AAAA");
    if (authority.failure() != null) {
      Code code = authority.failure().code();
      boolean denial = code == Code.NXDOMAIN || code == Code.NODATA;
      Seen seen = denial ? server.negative : code == Code.TIMEOUT ? server.silent : server.refused;
      seen.by(vantage, id);
    } else if (address && strange(run.measurement().check(), authority.answers(), trust)) {
      server.strange.by(vantage, id);
      for (Answer answer : authority.answers()) {
        if (answer.isAddress()) {
          server.strangeAddresses.add(answer.data());
          server.ttl = answer.ttl() == null ? server.ttl : answer.ttl();
        }
      }
    } else if (address || server.asked() == 0) {
      server.good.by(vantage, id);
    }
    if (Boolean.FALSE.equals(authority.aa())) {
      server.unauthoritative.by(vantage, id);
    }
  }

  /**
   * Whether no address among the answers is one that a valid exchange for the name was made with.
   */
  static boolean strange(String check, List<Answer> answers, Trust trust) {
    boolean any = false;
    for (Answer answer : answers) {
      if (answer.isAddress()) {
        any = true;
        if (trust.trusted(check, Trust.classOf(answer.data(), answer.asn()))) {
          return false;
        }
      }
    }
    return any && trust.established(check);
  }

  private void chain(Observation.Tls tls, Diagnostic run) {
    for (int i = 0; i < tls.chain().size(); i++) {
      Certificate certificate = tls.chain().get(i);
      if (certificate.sha256() == null) {
        continue;
      }
      certificates.put(certificate.sha256(), certificate);
      if (i > 0 && certificate.notAfter() != null && certificate.notAfter().isBefore(run.at())) {
        expired.put(certificate.sha256(), certificate);
      }
    }
  }

  private void hops(Observation.Traceroute route, Diagnostic run, Scene scene) {
    String vantage = run.measurement().vantage();
    Long last = null;
    double before = 0;
    for (Observation.Hop hop : route.hops()) {
      if (hop.asn() == null) {
        continue;
      }
      double rtt = hop.rtt() == null ? before : hop.rtt().toNanos() / 1e6;
      if (rtt > before + 80 && rtt > 3 * before) {
        slowHops.computeIfAbsent(hop.asn(), k -> new Seen()).by(vantage, run.measurement().id());
      }
      before = Math.max(before, rtt);
      last = hop.asn();
    }
    if (last != null && !Boolean.TRUE.equals(route.reached()) && scene.suffering(vantage)) {
      lastHops.computeIfAbsent(last, k -> new Seen()).by(vantage, run.measurement().id());
    }
  }

  /** The domain under which a name server lives: what it is called as a DNS host. */
  static String provider(String server) {
    String[] labels = server.split("\\.", -1);
    int keep = 2;
    if (labels.length >= 3
        && labels[labels.length - 1].length() == 2
        && labels[labels.length - 2].length() <= 3) {
      keep = 3;
    }
    if (labels.length <= keep) {
      return server;
    }
    StringBuilder domain = new StringBuilder();
    for (int i = labels.length - keep; i < labels.length; i++) {
      domain.append(domain.isEmpty() ? "" : ".").append(labels[i]);
    }
    return domain.toString();
  }

  static int sum(Map<String, Seen> seen) {
    return seen.values().stream().mapToInt(Seen::count).sum();
  }
}
