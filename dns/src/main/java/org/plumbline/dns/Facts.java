package org.plumbline.dns;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Code;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.net.Addresses;
import org.plumbline.net.Endpoint;

/** Exchanges of a walk as the records that say them. */
final class Facts {
  private static final int SERIAL_FIELD = 2;

  private Facts() {}

  /** What one server of the parent says of a zone. */
  static Observation.Delegation delegation(
      String zone, String server, Exchange exchange, Referral referral) {
    Response response = exchange.response();
    Attempt attempt = new Attempt(exchange.elapsed(), outcome(exchange, referral));
    NameServer parent = server(server, exchange.server());
    String rcode = response == null ? null : response.rcode();
    if (!(referral instanceof Referral.To to) || !to.zone().equals(zone)) {
      return new Observation.Delegation(
          attempt, Names.shown(zone), parent, rcode, List.of(), null, List.of(), null);
    }
    List<NameServer> glue = new ArrayList<>();
    for (Server named : to.servers()) {
      for (Endpoint endpoint : named.endpoints()) {
        glue.add(server(named.name(), endpoint));
      }
    }
    List<String> names = to.servers().stream().map(Server::name).sorted().toList();
    return new Observation.Delegation(
        attempt, Names.shown(zone), parent, rcode, names, to.ttl(), glue, to.ds());
  }

  /**
   * What one address of a zone's server says.
   *
   * @param soa the answer for the zone's SOA, where it was asked for
   * @param ns the answer for the zone's NS set, where it was asked for
   */
  static Observation.Authority authority(
      Zone zone, String server, Exchange exchange, @Nullable Exchange soa, @Nullable Exchange ns) {
    Response response = exchange.response();
    Referral referral = Referral.of(exchange, zone.name());
    return new Observation.Authority(
        new Attempt(exchange.elapsed(), outcome(exchange, referral)),
        Names.shown(zone.name()),
        server(server, exchange.server()),
        exchange.question(),
        response == null ? null : response.rcode(),
        response == null ? null : response.aa(),
        response == null ? List.of() : response.answers(),
        serial(soa),
        nameservers(zone, ns),
        response == null ? null : response.nsid(),
        null);
  }

  /** A server that is listed and of which no address can be found. */
  static Observation.Authority withoutAddress(Zone zone, String server) {
    Outcome none = DnsFailure.failed(Code.NODATA, "no address of this name server can be found");
    return new Observation.Authority(
        new Attempt(null, none),
        Names.shown(zone.name()),
        new NameServer(server, null),
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        null,
        null);
  }

  /** The NS set as the child says; empty when it was not asked for or not given. */
  static List<String> nameservers(Zone zone, @Nullable Exchange ns) {
    return records(ns, "NS").stream()
        .filter(record -> Names.normal(record.name()).equals(zone.name()))
        .map(record -> Names.normal(record.data()))
        .sorted()
        .toList();
  }

  private static @Nullable Long serial(@Nullable Exchange soa) {
    return records(soa, "SOA").stream()
        .map(record -> Long.valueOf(record.data().split(" ", -1)[SERIAL_FIELD]))
        .findFirst()
        .orElse(null);
  }

  private static List<Answer> records(@Nullable Exchange exchange, String type) {
    Response response = exchange == null ? null : exchange.response();
    return response == null || !response.aa()
        ? List.of()
        : response.answers().stream().filter(record -> record.type().equals(type)).toList();
  }

  private static Outcome outcome(Exchange exchange, Referral referral) {
    return referral instanceof Referral.Useless useless && useless.lame()
        ? DnsFailure.failed(Code.LAME, "it does not serve the zone")
        : exchange.outcome();
  }

  private static NameServer server(String name, Endpoint endpoint) {
    return new NameServer(name, Addresses.format(endpoint.address()));
  }
}
