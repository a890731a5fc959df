package org.plumbline.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Certificate;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;
import org.plumbline.model.Observation.Hop;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;

/**
 * Reads one observation. Its fields stand in any order and {@code step}, which says what they mean,
 * may come last, so all are gathered first.
 */
final class ObservationReader {
  private static final Words<Layer> LAYERS = new Words<>(Layer.values());
  private static final Words<Code> CODES = new Words<>(Code.values());

  private @Nullable String step;
  private @Nullable Duration elapsed;
  private @Nullable Failure failure;
  private @Nullable String inconclusive;
  private boolean crossover;
  private Map<String, String> variation = Map.of();
  private @Nullable Resolver resolver;
  private @Nullable Question question;
  private @Nullable String rcode;
  private List<Answer> answers = List.of();
  private @Nullable Boolean ad;
  private List<Integer> ede = List.of();
  private @Nullable String nsid;
  private @Nullable String transport;
  private @Nullable String zone;
  private @Nullable NameServer parentServer;
  private @Nullable NameServer server;
  private List<String> nameservers = List.of();
  private @Nullable Integer ttl;
  private List<NameServer> glue = List.of();
  private @Nullable Boolean ds;
  private @Nullable Boolean aa;
  private @Nullable Long serial;
  private @Nullable String dnssec;
  private @Nullable String address;
  private @Nullable Long asn;
  private @Nullable Integer port;
  private @Nullable String serverName;
  private boolean clientCertificate;
  private @Nullable String version;
  private @Nullable String cipher;
  private @Nullable String alpn;
  private List<Certificate> chain = List.of();
  private @Nullable String ocsp;
  private @Nullable String url;
  private @Nullable Integer status;
  private @Nullable Duration firstByte;
  private @Nullable Long bytes;
  private @Nullable String bodySha256;
  private @Nullable String location;
  private Map<String, String> headers = Map.of();
  private @Nullable String pop;
  private @Nullable Integer redirects;
  private @Nullable Integer sent;
  private @Nullable Integer received;
  private List<Duration> rtt = List.of();
  private @Nullable String protocol;
  private @Nullable Boolean reached;
  private List<Hop> hops = List.of();

  private ObservationReader() {}

  /**
   * The observation at the current position; null when its step is one of a later version of the
   * format.
   */
  static @Nullable Observation read(JsonIn in) throws Unreadable {
    in.openObject();
    ObservationReader draft = new ObservationReader();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      draft.field(name, in);
    }
    return draft.build(in);
  }

  private void field(String name, JsonIn in) throws Unreadable {
    switch (name) {
      case "step" -> step = in.text();
      case "elapsedMs" -> elapsed = in.millis();
      case "failure" -> failure = failure(in);
      case "inconclusive" -> inconclusive = in.text();
      case "crossover" -> crossover = in.flag();
      case "variation" -> variation = in.map(JsonIn::loose);
      case "resolver" -> resolver = Parts.resolver(in);
      case "question" -> question = Parts.question(in);
      case "rcode" -> rcode = in.text();
      case "answers" -> answers = in.list(Parts::answer);
      case "ad" -> ad = in.flag();
      case "ede" -> ede = in.list(JsonIn::small);
      case "nsid" -> nsid = in.text();
      case "transport" -> transport = in.text();
      case "zone" -> zone = in.text();
      case "parentServer" -> parentServer = Parts.nameServer(in);
      case "server" -> server = Parts.nameServer(in);
      case "nameservers" -> nameservers = in.texts();
      case "ttl" -> ttl = in.small();
      case "glue" -> glue = in.list(Parts::nameServer);
      case "ds" -> ds = in.flag();
      case "aa" -> aa = in.flag();
      case "serial" -> serial = in.whole();
      case "dnssec" -> dnssec = in.text();
      case "address" -> address = in.text();
      case "asn" -> asn = in.asn();
      case "port" -> port = in.small();
      case "serverName" -> serverName = in.text();
      case "clientCertificate" -> clientCertificate = in.loose().equals("requested");
      case "version" -> version = in.text();
      case "cipher" -> cipher = in.text();
      case "alpn" -> alpn = in.text();
      case "chain" -> chain = in.list(ObservationReader::certificate);
      case "ocsp" -> ocsp = in.text();
      case "url" -> url = in.text();
      case "status" -> status = in.small();
      case "firstByteMs" -> firstByte = in.millis();
      case "bytes" -> bytes = in.whole();
      case "bodySha256" -> bodySha256 = in.text();
      case "location" -> location = in.text();
      case "headers" -> headers = in.map(JsonIn::loose);
      case "pop" -> pop = in.text();
      case "redirects" -> redirects = in.small();
      case "sent" -> sent = in.small();
      case "received" -> received = in.small();
      case "rttMs" -> rtt = in.list(JsonIn::millis);
      case "protocol" -> protocol = in.text();
      case "reached" -> reached = in.flag();
      case "hops" -> hops = in.list(ObservationReader::hop);
      default -> in.skip();
    }
  }

  private @Nullable Observation build(JsonIn in) throws Unreadable {
    if (step == null) {
      throw in.bad("has an observation without a step");
    }
    Attempt attempt = new Attempt(elapsed, outcome(), crossover, variation);
    return switch (step) {
      case "dns" ->
          new Observation.Dns(
              attempt, resolver, question, rcode, answers, ad, ede, nsid, transport);
      case "delegation" ->
          new Observation.Delegation(
              attempt, zone(in), parentServer, rcode, nameservers, ttl, glue, ds);
      case "authority" ->
          new Observation.Authority(
              attempt,
              zone(in),
              server,
              question,
              rcode,
              aa,
              answers,
              serial,
              nameservers,
              nsid,
              dnssec);
      case "tcp" -> new Observation.Tcp(attempt, address, asn, port);
      case "tls" ->
          new Observation.Tls(
              attempt, address, serverName, clientCertificate, version, cipher, alpn, chain, ocsp);
      case "http" ->
          new Observation.Http(
              attempt,
              address,
              url,
              version,
              status,
              firstByte,
              bytes,
              bodySha256,
              location,
              headers,
              pop,
              redirects);
      case "ping" -> new Observation.Ping(attempt, address, asn, sent, received, rtt);
      case "traceroute" -> new Observation.Traceroute(attempt, address, protocol, reached, hops);
      case "quic" -> new Observation.Quic(attempt, address, serverName, alpn);
      default -> null;
    };
  }

  private Outcome outcome() {
    if (inconclusive != null) {
      return new Outcome.Inconclusive(inconclusive);
    }
    return failure == null ? new Outcome.Ok() : new Outcome.Failed(failure);
  }

  private String zone(JsonIn in) throws Unreadable {
    if (zone == null) {
      throw in.bad("has a " + step + " observation without a zone");
    }
    return zone;
  }

  private static Failure failure(JsonIn in) throws Unreadable {
    in.openObject();
    Layer layer = null;
    Code code = Code.OTHER;
    String raw = null;
    List<Code> also = List.of();
    String reason = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "layer" -> layer = in.word(LAYERS);
        case "code" -> code = in.wordOr(CODES, Code.OTHER);
        case "raw" -> raw = in.text();
        case "also" -> also = in.list(value -> value.wordOr(CODES, Code.OTHER));
        case "reason" -> reason = in.text();
        default -> in.skip();
      }
    }
    if (layer == null) {
      throw in.bad("has no layer");
    }
    return new Failure(layer, code, raw, also, reason);
  }

  private static Certificate certificate(JsonIn in) throws Unreadable {
    in.openObject();
    String subject = null;
    String issuer = null;
    List<String> names = List.of();
    Instant notBefore = null;
    Instant notAfter = null;
    String serial = null;
    String sha256 = null;
    String key = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "subject" -> subject = in.text();
        case "issuer" -> issuer = in.text();
        case "names" -> names = in.texts();
        case "notBefore" -> notBefore = in.instant();
        case "notAfter" -> notAfter = in.instant();
        case "serial" -> serial = in.loose();
        case "sha256" -> sha256 = in.text();
        case "key" -> key = in.loose();
        default -> in.skip();
      }
    }
    return new Certificate(subject, issuer, names, notBefore, notAfter, serial, sha256, key);
  }

  private static Hop hop(JsonIn in) throws Unreadable {
    in.openObject();
    int ttl = 0;
    String address = null;
    Long asn = null;
    Duration rtt = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "ttl" -> ttl = in.small();
        case "address" -> address = in.text();
        case "asn" -> asn = in.asn();
        case "rttMs" -> rtt = in.millis();
        default -> in.skip();
      }
    }
    return new Hop(ttl, address, asn, rtt);
  }
}
