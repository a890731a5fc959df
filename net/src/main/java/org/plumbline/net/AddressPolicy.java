package org.plumbline.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a probe may go: the guard against being used to reach what is not on the public internet.
 *
 * @param allowed blocks that may be reached although they are not public
 * @param resolvers the vantage's own resolvers, which are often private: reached at exactly these
 *     ports, whatever their address
 */
public record AddressPolicy(List<Prefix> allowed, Set<Endpoint> resolvers) {
  /** Public addresses only. */
  public static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(List.of(), Set.of());

  /** Not public, by the IANA special-purpose registries (RFC 6890 and its updates). */
  private static final List<Special> SPECIAL =
      List.of(
          new Special("0.0.0.0/8", "unspecified"),
          new Special("10.0.0.0/8", "private"),
          new Special("100.64.0.0/10", "carrier-grade NAT"),
          new Special("127.0.0.0/8", "loopback"),
          new Special("169.254.0.0/16", "link-local"),
          new Special("172.16.0.0/12", "private"),
          new Special("192.0.0.0/24", "protocol assignments"),
          new Special("192.0.2.0/24", "documentation"),
          new Special("192.88.99.0/24", "6to4 relay"),
          new Special("192.168.0.0/16", "private"),
          new Special("198.18.0.0/15", "benchmarking"),
          new Special("198.51.100.0/24", "documentation"),
          new Special("203.0.113.0/24", "documentation"),
          new Special("224.0.0.0/4", "multicast"),
          new Special("240.0.0.0/4", "reserved"),
          new Special("::/96", "unspecified, loopback or IPv4-compatible"),
          new Special("64:ff9b:1::/48", "local-use NAT64"),
          new Special("100::/64", "discard-only"),
          new Special("2001::/23", "protocol assignments"),
          new Special("2001:db8::/32", "documentation"),
          new Special("2002::/16", "6to4"),
          new Special("3fff::/20", "documentation"),
          new Special("5f00::/16", "segment routing"),
          new Special("fc00::/7", "unique local"),
          new Special("fe80::/10", "link-local"),
          new Special("fec0::/10", "site-local"),
          new Special("ff00::/8", "multicast"));

  /** NAT64 carries an IPv4 address in its last four octets (RFC 6052). */
  private static final Prefix NAT64 = Prefix.parse("64:ff9b::/96");

  private record Special(Prefix prefix, String what) {
    Special(String prefix, String what) {
      this(Prefix.parse(prefix), what);
    }
  }

  public AddressPolicy {
    allowed = List.copyOf(allowed);
    resolvers = Set.copyOf(resolvers);
  }

  /** Why the endpoint may not be reached, such as {@code loopback}; empty when it may. */
  public Optional<String> refusal(Endpoint remote) {
    return resolvers.contains(remote) ? Optional.empty() : refusal(remote.address());
  }

  private Optional<String> refusal(InetAddress address) {
    if (allowed.stream().anyMatch(prefix -> prefix.contains(address))) {
      return Optional.empty();
    }
    if (address instanceof Inet6Address && NAT64.contains(address)) {
      return refusal(embedded(address));
    }
    return SPECIAL.stream()
        .filter(special -> special.prefix().contains(address))
        .map(Special::what)
        .findFirst();
  }

  private static InetAddress embedded(InetAddress nat64) {
    byte[] octets = nat64.getAddress();
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(octets, octets.length - 4, octets.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
