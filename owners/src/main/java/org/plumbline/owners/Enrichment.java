package org.plumbline.owners;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Measurement;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;

/** Fills in who addresses belong to, where the agent did not say. */
public final class Enrichment {
  private final Map<String, Owner> known;

  private Enrichment(Map<String, Owner> known) {
    this.known = known;
  }

  /**
   * Measurements with the owners of their addresses, as far as they are known within the patience
   * of {@code owners}: one wait for all of them. What a measurement says already stands.
   */
  public static List<Measurement> of(Owners owners, List<Measurement> measurements) {
    Set<String> lacking = new HashSet<>();
    measurements.forEach(it -> it.observations().forEach(step -> Lacking.in(step, lacking)));
    Map<String, Owner> known = lacking.isEmpty() ? Map.of() : owners.of(lacking);
    return known.isEmpty() ? measurements : new Enrichment(known).all(measurements);
  }

  private List<Measurement> all(List<Measurement> measurements) {
    return measurements.stream().map(this::enrich).toList();
  }

  private Measurement enrich(Measurement measurement) {
    return new Measurement(
        measurement.id(),
        measurement.check(),
        measurement.service(),
        measurement.vantage(),
        measurement.at(),
        measurement.family(),
        measurement.depth(),
        measurement.trigger(),
        measurement.request(),
        measurement.run(),
        measurement.observations().stream().map(this::enrich).toList());
  }

  private Observation enrich(Observation observation) {
    return switch (observation) {
      case Observation.Dns dns ->
          new Observation.Dns(
              dns.attempt(),
              dns.resolver(),
              dns.question(),
              dns.rcode(),
              answers(dns.answers()),
              dns.ad(),
              dns.ede(),
              dns.nsid(),
              dns.transport());
      case Observation.Authority authority ->
          new Observation.Authority(
              authority.attempt(),
              authority.zone(),
              server(authority.server()),
              authority.question(),
              authority.rcode(),
              authority.aa(),
              answers(authority.answers()),
              authority.serial(),
              authority.nameservers(),
              authority.nsid(),
              authority.dnssec());
      case Observation.Tcp tcp ->
          new Observation.Tcp(
              tcp.attempt(), tcp.address(), asn(tcp.asn(), tcp.address()), tcp.port());
      case Observation.Ping ping ->
          new Observation.Ping(
              ping.attempt(),
              ping.address(),
              asn(ping.asn(), ping.address()),
              ping.sent(),
              ping.received(),
              ping.rtt());
      case Observation.Traceroute trace ->
          new Observation.Traceroute(
              trace.attempt(),
              trace.address(),
              trace.protocol(),
              trace.reached(),
              trace.hops().stream().map(this::hop).toList());
      case Observation.Delegation delegation -> delegation;
      case Observation.Tls tls -> tls;
      case Observation.Http http -> http;
      case Observation.Quic quic -> quic;
    };
  }

  private List<Answer> answers(List<Answer> answers) {
    List<Answer> enriched = new ArrayList<>(answers.size());
    for (Answer answer : answers) {
      enriched.add(answer(answer));
    }
    return enriched;
  }

  private Answer answer(Answer answer) {
    Owner owner = answer.isAddress() ? known.get(answer.data()) : null;
    boolean another = owner != null && answer.asn() != null && answer.asn() != owner.asn();
    if (owner == null || another) { // a name beside another's number would be a contradiction
      return answer;
    }
    return new Answer(
        answer.name(),
        answer.type(),
        answer.ttl(),
        answer.data(),
        owner.asn(),
        answer.owner() == null ? owner.name() : answer.owner());
  }

  private @Nullable NameServer server(@Nullable NameServer server) {
    return server == null
        ? null
        : new NameServer(server.name(), server.address(), asn(server.asn(), server.address()));
  }

  private Observation.Hop hop(Observation.Hop hop) {
    return new Observation.Hop(hop.ttl(), hop.address(), asn(hop.asn(), hop.address()), hop.rtt());
  }

  private @Nullable Long asn(@Nullable Long said, @Nullable String address) {
    Owner owner = said == null && address != null ? known.get(address) : null;
    return owner == null ? said : (Long) owner.asn();
  }
}
