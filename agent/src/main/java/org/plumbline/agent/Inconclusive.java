package org.plumbline.agent;

import java.util.List;
import org.plumbline.model.Attempt;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;

/** Takes the vote from the observations of a run that we ourselves spoilt. */
final class Inconclusive {
  private Inconclusive() {}

  static List<Observation> because(String reason, List<Observation> observations) {
    return observations.stream().map(observation -> with(reason, observation)).toList();
  }

  private static Observation with(String reason, Observation observation) {
    Attempt old = observation.attempt();
    Attempt attempt =
        new Attempt(
            old.elapsed(), new Outcome.Inconclusive(reason), old.crossover(), old.variation());
    return switch (observation) {
      case Observation.Dns o ->
          new Observation.Dns(
              attempt,
              o.resolver(),
              o.question(),
              o.rcode(),
              o.answers(),
              o.ad(),
              o.ede(),
              o.nsid(),
              o.transport());
      case Observation.Delegation o ->
          new Observation.Delegation(
              attempt,
              o.zone(),
              o.parentServer(),
              o.rcode(),
              o.nameservers(),
              o.ttl(),
              o.glue(),
              o.ds());
      case Observation.Authority o ->
          new Observation.Authority(
              attempt,
              o.zone(),
              o.server(),
              o.question(),
              o.rcode(),
              o.aa(),
              o.answers(),
              o.serial(),
              o.nameservers(),
              o.nsid(),
              o.dnssec());
      case Observation.Tcp o -> new Observation.Tcp(attempt, o.address(), o.asn(), o.port());
      case Observation.Tls o ->
          new Observation.Tls(
              attempt,
              o.address(),
              o.serverName(),
              o.clientCertificate(),
              o.version(),
              o.cipher(),
              o.alpn(),
              o.chain(),
              o.ocsp());
      case Observation.Http o ->
          new Observation.Http(
              attempt,
              o.address(),
              o.url(),
              o.version(),
              o.status(),
              o.firstByte(),
              o.bytes(),
              o.bodySha256(),
              o.location(),
              o.headers(),
              o.pop(),
              o.redirects());
      case Observation.Ping o ->
          new Observation.Ping(attempt, o.address(), o.asn(), o.sent(), o.received(), o.rtt());
      case Observation.Traceroute o ->
          new Observation.Traceroute(attempt, o.address(), o.protocol(), o.reached(), o.hops());
      case Observation.Quic o ->
          new Observation.Quic(attempt, o.address(), o.serverName(), o.alpn());
    };
  }
}
