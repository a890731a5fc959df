package org.plumbline.probe;

import org.plumbline.model.Attempt;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;

/** The same observations with another attempt. */
final class Marked {
  private Marked() {}

  /** Marked as made with another address or resolver than the client would have used. */
  static Observation crossover(Observation observation) {
    return with(observation, observation.attempt().asCrossover());
  }

  static Observation ended(Observation observation, Outcome outcome) {
    Attempt attempt = observation.attempt();
    return with(
        observation,
        new Attempt(attempt.elapsed(), outcome, attempt.crossover(), attempt.variation()));
  }

  private static Observation with(Observation observation, Attempt attempt) {
    return switch (observation) {
      case Observation.Dns dns -> Lookup.with(dns, attempt);
      case Observation.Tcp tcp ->
          new Observation.Tcp(attempt, tcp.address(), tcp.asn(), tcp.port());
      case Observation.Tls tls ->
          new Observation.Tls(
              attempt,
              tls.address(),
              tls.serverName(),
              tls.clientCertificate(),
              tls.version(),
              tls.cipher(),
              tls.alpn(),
              tls.chain(),
              tls.ocsp());
      case Observation.Http http ->
          new Observation.Http(
              attempt,
              http.address(),
              http.url(),
              http.version(),
              http.status(),
              http.firstByte(),
              http.bytes(),
              http.bodySha256(),
              http.location(),
              http.headers(),
              http.pop(),
              http.redirects());
      case Observation.Delegation same -> same;
      case Observation.Authority same -> same;
      case Observation.Ping same -> same;
      case Observation.Traceroute same -> same;
      case Observation.Quic same -> same;
    };
  }
}
