package org.plumbline.wire;

import org.plumbline.model.Attempt;
import org.plumbline.model.Certificate;
import org.plumbline.model.Failure;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Term;

/** Writes one observation. */
final class ObservationWriter {
  private ObservationWriter() {}

  static void write(JsonOut out, Observation observation) {
    out.text("step", observation.step());
    fields(out, observation);
    attempt(out, observation.attempt());
  }

  private static void attempt(JsonOut out, Attempt attempt) {
    out.millis("elapsedMs", attempt.elapsed());
    switch (attempt.outcome()) {
      case Outcome.Ok ok -> {}
      case Outcome.Failed failed ->
          out.nested("failure", failed.failure(), ObservationWriter::failure);
      case Outcome.Inconclusive inconclusive -> out.text("inconclusive", inconclusive.reason());
    }
    if (attempt.crossover()) {
      out.flag("crossover", true);
    }
    out.textMap("variation", attempt.variation());
  }

  private static void failure(JsonOut out, Failure failure) {
    out.word("layer", failure.layer())
        .word("code", failure.code())
        .text("raw", failure.raw())
        .texts("also", failure.also().stream().map(Term::word).toList())
        .text("reason", failure.reason());
  }

  private static void fields(JsonOut out, Observation observation) {
    switch (observation) {
      case Observation.Dns dns -> dns(out, dns);
      case Observation.Delegation delegation -> delegation(out, delegation);
      case Observation.Authority authority -> authority(out, authority);
      case Observation.Tcp tcp ->
          out.text("address", tcp.address()).whole("asn", tcp.asn()).whole("port", tcp.port());
      case Observation.Tls tls -> tls(out, tls);
      case Observation.Http http -> http(out, http);
      case Observation.Ping ping ->
          out.text("address", ping.address())
              .whole("asn", ping.asn())
              .whole("sent", ping.sent())
              .whole("received", ping.received())
              .allMillis("rttMs", ping.rtt());
      case Observation.Traceroute trace ->
          out.text("address", trace.address())
              .text("protocol", trace.protocol())
              .flag("reached", trace.reached())
              .list("hops", trace.hops(), ObservationWriter::hop);
      case Observation.Quic quic ->
          out.text("address", quic.address())
              .text("serverName", quic.serverName())
              .text("alpn", quic.alpn());
    }
  }

  private static void dns(JsonOut out, Observation.Dns dns) {
    out.nested("resolver", dns.resolver(), Parts::resolver)
        .nested("question", dns.question(), Parts::question)
        .text("rcode", dns.rcode())
        .list("answers", dns.answers(), Parts::answer)
        .flag("ad", dns.ad())
        .wholes("ede", dns.ede())
        .text("nsid", dns.nsid())
        .text("transport", dns.transport());
  }

  private static void delegation(JsonOut out, Observation.Delegation delegation) {
    out.text("zone", delegation.zone())
        .nested("parentServer", delegation.parentServer(), Parts::nameServer)
        .text("rcode", delegation.rcode())
        .texts("nameservers", delegation.nameservers())
        .whole("ttl", delegation.ttl())
        .list("glue", delegation.glue(), Parts::nameServer)
        .flag("ds", delegation.ds());
  }

  private static void authority(JsonOut out, Observation.Authority authority) {
    out.text("zone", authority.zone())
        .nested("server", authority.server(), Parts::nameServer)
        .nested("question", authority.question(), Parts::question)
        .text("rcode", authority.rcode())
        .flag("aa", authority.aa())
        .list("answers", authority.answers(), Parts::answer)
        .whole("serial", authority.serial())
        .texts("nameservers", authority.nameservers())
        .text("nsid", authority.nsid())
        .text("dnssec", authority.dnssec());
  }

  private static void tls(JsonOut out, Observation.Tls tls) {
    out.text("address", tls.address())
        .text("serverName", tls.serverName())
        .text("clientCertificate", tls.clientCertificate() ? "requested" : null)
        .text("version", tls.version())
        .text("cipher", tls.cipher())
        .text("alpn", tls.alpn())
        .list("chain", tls.chain(), ObservationWriter::certificate)
        .text("ocsp", tls.ocsp());
  }

  private static void certificate(JsonOut out, Certificate certificate) {
    out.text("subject", certificate.subject())
        .text("issuer", certificate.issuer())
        .texts("names", certificate.names())
        .instant("notBefore", certificate.notBefore())
        .instant("notAfter", certificate.notAfter())
        .text("serial", certificate.serial())
        .text("sha256", certificate.sha256())
        .text("key", certificate.key());
  }

  private static void http(JsonOut out, Observation.Http http) {
    out.text("address", http.address())
        .text("url", http.url())
        .text("version", http.version())
        .whole("status", http.status())
        .millis("firstByteMs", http.firstByte())
        .whole("bytes", http.bytes())
        .text("bodySha256", http.bodySha256())
        .text("location", http.location())
        .textMap("headers", http.headers())
        .text("pop", http.pop())
        .whole("redirects", http.redirects());
  }

  private static void hop(JsonOut out, Observation.Hop hop) {
    out.whole("ttl", hop.ttl())
        .text("address", hop.address())
        .whole("asn", hop.asn())
        .millis("rttMs", hop.rtt());
  }
}
