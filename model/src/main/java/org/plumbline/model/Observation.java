package org.plumbline.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fact of one network operation, in the order in which it was made. */
public sealed interface Observation extends Serializable {
  Attempt attempt();

  /** The word of the {@code step} field. */
  String step();

  default @Nullable Failure failure() {
    return attempt().outcome() instanceof Outcome.Failed failed ? failed.failure() : null;
  }

  /**
   * Whether the step is one that a client makes: dns, tcp, tls, quic or http, neither a cross-over
   * nor a variation. A failure elsewhere is a fact about the way, never the client's.
   */
  default boolean onClientPath() {
    return !attempt().crossover()
        && attempt().variation().isEmpty()
        && switch (this) {
          case Dns dns -> true;
          case Tcp tcp -> true;
          case Tls tls -> true;
          case Quic quic -> true;
          case Http http -> true;
          case Delegation delegation -> false;
          case Authority authority -> false;
          case Ping ping -> false;
          case Traceroute traceroute -> false;
        };
  }

  /**
   * A question to a recursive resolver.
   *
   * @param ede codes of Extended DNS Errors (RFC 8914)
   * @param nsid name server identifier (RFC 5001), as text
   * @param transport udp, tcp, tls or https
   */
  record Dns(
      Attempt attempt,
      @Nullable Resolver resolver,
      @Nullable Question question,
      @Nullable String rcode,
      List<Answer> answers,
      @Nullable Boolean ad,
      List<Integer> ede,
      @Nullable String nsid,
      @Nullable String transport)
      implements Observation {
    public Dns {
      answers = List.copyOf(answers);
      ede = List.copyOf(ede);
    }

    @Override
    public String step() {
      return "dns";
    }
  }

  /**
   * What one parent server says of a zone cut.
   *
   * @param nameservers the NS set as this parent gives it (RFC 9499, "Delegation")
   * @param ttl seconds
   * @param ds whether the parent has a DS record for the zone
   */
  record Delegation(
      Attempt attempt,
      String zone,
      @Nullable NameServer parentServer,
      @Nullable String rcode,
      List<String> nameservers,
      @Nullable Integer ttl,
      List<NameServer> glue,
      @Nullable Boolean ds)
      implements Observation {
    public Delegation {
      nameservers = List.copyOf(nameservers);
      glue = List.copyOf(glue);
    }

    @Override
    public String step() {
      return "delegation";
    }
  }

  /**
   * What one address of an authoritative server says when it is asked directly.
   *
   * @param aa the AA bit (RFC 1035 section 4.1.1)
   * @param serial of the SOA record
   * @param nameservers the NS set as the child says
   * @param dnssec secure, insecure, bogus or indeterminate
   */
  record Authority(
      Attempt attempt,
      String zone,
      @Nullable NameServer server,
      @Nullable Question question,
      @Nullable String rcode,
      @Nullable Boolean aa,
      List<Answer> answers,
      @Nullable Long serial,
      List<String> nameservers,
      @Nullable String nsid,
      @Nullable String dnssec)
      implements Observation {
    public Authority {
      answers = List.copyOf(answers);
      nameservers = List.copyOf(nameservers);
    }

    @Override
    public String step() {
      return "authority";
    }
  }

  record Tcp(Attempt attempt, @Nullable String address, @Nullable Long asn, @Nullable Integer port)
      implements Observation {
    @Override
    public String step() {
      return "tcp";
    }
  }

  /**
   * A TLS handshake.
   *
   * @param clientCertificate whether the server asked for one
   * @param chain as it was sent, the leaf first; the leaf alone in a healthy routine run
   * @param ocsp good, revoked, unknown or none
   */
  record Tls(
      Attempt attempt,
      @Nullable String address,
      @Nullable String serverName,
      boolean clientCertificate,
      @Nullable String version,
      @Nullable String cipher,
      @Nullable String alpn,
      List<Certificate> chain,
      @Nullable String ocsp)
      implements Observation {
    public Tls {
      chain = List.copyOf(chain);
    }

    @Override
    public String step() {
      return "tls";
    }
  }

  /**
   * One HTTP exchange: one observation a hop.
   *
   * @param firstByte duration until the first byte of the response
   * @param bytes size of the body
   * @param redirects hops so far
   * @param headers the few that say who answered
   * @param pop the point of presence, where a header tells it
   */
  record Http(
      Attempt attempt,
      @Nullable String address,
      @Nullable String url,
      @Nullable String version,
      @Nullable Integer status,
      @Nullable Duration firstByte,
      @Nullable Long bytes,
      @Nullable String bodySha256,
      @Nullable String location,
      Map<String, String> headers,
      @Nullable String pop,
      @Nullable Integer redirects)
      implements Observation {
    public Http {
      headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    @Override
    public String step() {
      return "http";
    }
  }

  record Ping(
      Attempt attempt,
      @Nullable String address,
      @Nullable Long asn,
      @Nullable Integer sent,
      @Nullable Integer received,
      List<Duration> rtt)
      implements Observation {
    public Ping {
      rtt = List.copyOf(rtt);
    }

    @Override
    public String step() {
      return "ping";
    }
  }

  record Traceroute(
      Attempt attempt,
      @Nullable String address,
      @Nullable String protocol,
      @Nullable Boolean reached,
      List<Hop> hops)
      implements Observation {
    public Traceroute {
      hops = List.copyOf(hops);
    }

    @Override
    public String step() {
      return "traceroute";
    }
  }

  record Quic(
      Attempt attempt, @Nullable String address, @Nullable String serverName, @Nullable String alpn)
      implements Observation {
    @Override
    public String step() {
      return "quic";
    }
  }

  /** One hop of a traceroute. */
  record Hop(int ttl, @Nullable String address, @Nullable Long asn, @Nullable Duration rtt)
      implements Serializable {}
}
