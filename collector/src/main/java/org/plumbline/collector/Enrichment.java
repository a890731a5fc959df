package org.plumbline.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Measurement;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;

/** Fills in who addresses belong to, where the agent did not say. */
final class Enrichment {
  private final Owners owners;

  Enrichment(Owners owners) {
    this.owners = owners;
  }

  Measurement enrich(Measurement measurement) {
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
              enrich(dns.answers()),
              dns.ad(),
              dns.ede(),
              dns.nsid(),
              dns.transport());
      case Observation.Authority authority ->
          new Observation.Authority(
              authority.attempt(),
              authority.zone(),
              enrich(authority.server()),
              authority.question(),
              authority.rcode(),
              authority.aa(),
              enrich(authority.answers()),
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
      case Observation.Delegation delegation -> delegation;
      case Observation.Tls tls -> tls;
      case Observation.Http http -> http;
      case Observation.Quic quic -> quic;
      case Observation.Traceroute traceroute -> traceroute;
    };
  }

  private List<Answer> enrich(List<Answer> answers) {
    List<Answer> enriched = new ArrayList<>(answers.size());
    for (Answer answer : answers) {
      enriched.add(enrich(answer));
    }
    return enriched;
  }

  private Answer enrich(Answer answer) {
    if (!answer.isAddress() || answer.asn() != null) {
      return answer;
    }
    return owners
        .owner(answer.data())
        .map(owner ->
            new Answer(
                answer.name(),
                answer.type(),
                answer.ttl(),
                answer.data(),
                owner.asn(),
                answer.owner() == null ? owner.name() : answer.owner()))
        .orElse(answer);
  }

  private @Nullable NameServer enrich(@Nullable NameServer server) {
    return server == null
        ? null
        : new NameServer(server.name(), server.address(), asn(server.asn(), server.address()));
  }

  private @Nullable Long asn(@Nullable Long known, @Nullable String address) {
    if (known != null || address == null) {
      return known;
    }
    Optional<Owner> owner = owners.owner(address);
    return owner.isPresent() ? (Long) owner.get().asn() : null;
  }
}
