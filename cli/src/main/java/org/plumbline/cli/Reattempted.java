package org.plumbline.cli;

import org.plumbline.model.Attempt;
import org.plumbline.model.Observation;

/** The same fact with another account of how the attempt ended. */
final class Reattempted {
  static Observation with(Observation fact, Attempt attempt) {
    return switch (fact) {
      case Observation.Dns f ->
          new Observation.Dns(
              attempt,
              f.resolver(),
              f.question(),
              f.rcode(),
              f.answers(),
              f.ad(),
              f.ede(),
              f.nsid(),
              f.transport());
      case Observation.Delegation f ->
          new Observation.Delegation(
              attempt,
              f.zone(),
              f.parentServer(),
              f.rcode(),
              f.nameservers(),
              f.ttl(),
              f.glue(),
              f.ds());
      case Observation.Authority f ->
          new Observation.Authority(
              attempt,
              f.zone(),
              f.server(),
              f.question(),
              f.rcode(),
              f.aa(),
              f.answers(),
              f.serial(),
              f.nameservers(),
              f.nsid(),
              f.dnssec());
      case Observation.Tcp f -> new Observation.Tcp(attempt, f.address(), f.asn(), f.port());
      case Observation.Tls f ->
          new Observation.Tls(
              attempt,
              f.address(),
              f.serverName(),
              f.clientCertificate(),
              f.version(),
              f.cipher(),
              f.alpn(),
              f.chain(),
              f.ocsp());
      case Observation.Http f ->
          new Observation.Http(
              attempt,
              f.address(),
              f.url(),
              f.version(),
              f.status(),
              f.firstByte(),
              f.bytes(),
              f.bodySha256(),
              f.location(),
              f.headers(),
              f.pop(),
              f.redirects());
      case Observation.Ping f ->
          new Observation.Ping(attempt, f.address(), f.asn(), f.sent(), f.received(), f.rtt());
      case Observation.Traceroute f ->
          new Observation.Traceroute(attempt, f.address(), f.protocol(), f.reached(), f.hops());
      case Observation.Quic f ->
          new Observation.Quic(attempt, f.address(), f.serverName(), f.alpn());
    };
  }

  private Reattempted() {}
}
