package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Measurement;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;

/** What the authoritative servers said when they were asked directly for the name. */
final class RunServers {
  /**
   * One address of one server, asked.
   *
   * @param server its name, else its address
   */
  record Asked(
      String zone,
      String server,
      @Nullable Long asn,
      RunSaid said,
      List<Answer> answers,
      @Nullable Failure failure,
      String measurement) {}

  private final List<Asked> asked = new ArrayList<>();
  private final Set<String> bogus = new TreeSet<>();
  private boolean validated;

  /**
   * @param aliases targets of aliases on the way to an address that serves the name
   */
  RunServers(RunFacts run, RunAddresses addresses, Set<String> aliases) {
    for (Measurement measurement : run.measurements()) {
      for (Observation step : measurement.observations()) {
        if (step instanceof Observation.Authority authority) {
          take(authority, measurement.id(), addresses, aliases);
        }
      }
    }
  }

  private void take(
      Observation.Authority authority, String id, RunAddresses addresses, Set<String> aliases) {
    signature(authority);
    NameServer server = authority.server();
    boolean address =
        authority.question() == null
            || authority.question().type().equals("A")
            || authority.question().type().equals("AAAA");
    if (server == null) {
      return;
    }
    String name = server.name() != null ? server.name() : server.address();
    if (!address || name == null || !authority.attempt().variation().isEmpty()) {
      return;
    }
    asked.add(
        new Asked(
            authority.zone(),
            name,
            server.asn(),
            said(authority, addresses, aliases),
            authority.answers(),
            authority.failure(),
            id));
  }

  private static RunSaid said(
      Observation.Authority authority, RunAddresses addresses, Set<String> aliases) {
    Failure failure = authority.failure();
    if (failure != null) {
      return failure.code() == Code.NXDOMAIN || failure.code() == Code.NODATA
          ? RunSaid.DENIED
          : RunSaid.FAILED;
    }
    if (!authority.attempt().outcome().ok()) {
      return RunSaid.UNJUDGED;
    }
    boolean leadsOn =
        authority.answers().stream()
            .anyMatch(answer -> answer.type().equals("CNAME") && aliases.contains(answer.data()));
    return leadsOn ? RunSaid.RIGHT : addresses.judge(authority.answers());
  }

  private void signature(Observation.Authority authority) {
    if (authority.dnssec() == null || !authority.attempt().variation().isEmpty()) {
      return;
    }
    validated |= authority.dnssec().equals("secure") || authority.dnssec().equals("insecure");
    if (authority.dnssec().equals("bogus")) {
      bogus.add(authority.zone());
    }
  }

  List<Asked> all() {
    return asked;
  }

  /** Zones whose data does not validate; the highest is where it breaks. */
  Set<String> bogus() {
    return bogus;
  }

  RunSeen signaturesBad() {
    return !bogus.isEmpty() ? RunSeen.YES : validated ? RunSeen.NO : RunSeen.UNKNOWN;
  }

  List<Asked> that(RunSaid said) {
    return asked.stream().filter(one -> one.said() == said).toList();
  }

  /** Names of servers that said this, each once, in the order of asking. */
  List<String> named(RunSaid said) {
    return that(said).stream().map(Asked::server).distinct().toList();
  }

  /** Names of servers of a zone, of the given kind. */
  List<String> named(String zone, Predicate<Asked> kind) {
    return asked.stream()
        .filter(one -> one.zone().equals(zone) && kind.test(one))
        .map(Asked::server)
        .distinct()
        .toList();
  }

  /** The zone asked about last: the one that holds the addresses. */
  @Nullable String lastZone() {
    return asked.isEmpty() ? null : asked.getLast().zone();
  }

  /** The zones asked, in the order of the walk. */
  List<String> zones() {
    return asked.stream().map(Asked::zone).distinct().toList();
  }

  /** The first zone of which at least this share of the servers asked gave no usable reply. */
  @Nullable String downZone(double share) {
    for (String zone : zones()) {
      List<Asked> here = asked.stream().filter(one -> one.zone().equals(zone)).toList();
      long down = here.stream().filter(one -> one.said() == RunSaid.FAILED).count();
      if (down >= share * here.size()) {
        return zone;
      }
    }
    return null;
  }

  /** Addresses in the answers that were said. */
  static Set<String> addresses(List<Asked> asked) {
    TreeSet<String> found = new TreeSet<>();
    for (Asked one : asked) {
      one.answers().stream().filter(Answer::isAddress).map(Answer::data).forEach(found::add);
    }
    return found;
  }
}
