package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Something with virtual addresses, as it is during one phase. */
sealed interface Host {
  int DNS_PORT = 53;
  int HTTP_PORT = 80;
  int HTTPS_PORT = 443;

  String name();

  List<InetAddress> addresses();

  Reach reach();

  /** The ports that it serves. */
  Set<Integer> ports();

  /**
   * An authoritative name server.
   *
   * @param serves by zone, the content that it serves
   * @param minimal leaves the NS set out of its answers (as many servers do)
   */
  record NameServer(
      String name,
      List<InetAddress> addresses,
      Reach reach,
      Map<Name, String> serves,
      List<View> views,
      List<Saying> says,
      boolean minimal,
      Rotation rotation)
      implements Host {
    @Override
    public Set<Integer> ports() {
      return Set.of(DNS_PORT);
    }
  }

  /** What a name server serves to some askers instead of what it serves to all. */
  record View(Selector from, Map<Name, String> serves) {}

  /**
   * An rcode in place of an answer.
   *
   * @param zones where it says so; empty means everywhere
   */
  record Saying(Selector from, Set<Name> zones, int rcode) {}

  /**
   * Which addresses of a larger set are given when.
   *
   * @param give how many at a time; 0 means all, always
   */
  record Rotation(Duration every, int give) {
    static final Rotation NONE = new Rotation(Duration.ofMinutes(1), 0);
  }

  /**
   * A recursive resolver.
   *
   * @param label short name as vantages know it, such as isp
   * @param sites where it stands; each has its own cache and asks from there
   * @param keepsChild the child's NS set takes the place of the parent's (RFC 2181 section 5.4.1)
   * @param delay real time before it answers
   * @param answers names whose records it makes up
   * @param rcodes names (and all below) for which it gives an rcode
   */
  record Resolver(
      String name,
      List<InetAddress> addresses,
      Reach reach,
      String label,
      String operator,
      Provider network,
      List<Place> sites,
      boolean keepsChild,
      Duration ttlMin,
      Duration ttlMax,
      Duration delay,
      List<Held> held,
      Map<Name, List<Record>> answers,
      Map<Name, Integer> rcodes)
      implements Host {
    @Override
    public Set<Integer> ports() {
      return Set.of(DNS_PORT);
    }
  }

  /** An NS set that a resolver's cache held when the scenario began. */
  record Held(Name zone, List<Name> nameservers, Instant until) {}

  /**
   * A TLS and HTTP server.
   *
   * @param certificates chosen by server name; the first is given to a name that none is for
   * @param sites by host
   * @param otherwise for a host that it does not know
   */
  record Web(
      String name,
      List<InetAddress> addresses,
      Reach reach,
      List<String> certificates,
      Map<String, Page> sites,
      Page otherwise)
      implements Host {
    @Override
    public Set<Integer> ports() {
      return certificates.isEmpty() ? Set.of(HTTP_PORT) : Set.of(HTTP_PORT, HTTPS_PORT);
    }
  }

  /**
   * What a site answers.
   *
   * @param location where a redirect leads; empty when it is none
   * @param delay real time before it answers
   */
  record Page(int status, String body, String location, Duration delay) {}

  /** Accepts connections and says nothing: what a vantage's self-check connects to. */
  record Anchor(String name, List<InetAddress> addresses, Set<Integer> ports) implements Host {
    @Override
    public Reach reach() {
      return Reach.UP;
    }
  }
}
