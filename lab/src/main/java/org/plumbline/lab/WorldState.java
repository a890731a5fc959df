package org.plumbline.lab;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Zone;

/**
 * The world as it is between two phases.
 *
 * @param contents zone contents by name
 * @param hosts by address
 */
record WorldState(
    Map<String, Provider> networks,
    Map<String, VantageSpec> vantages,
    Map<String, Host.Resolver> resolvers,
    Map<String, Host.NameServer> servers,
    Map<String, Zone> contents,
    Map<String, CertificateSpec> certificates,
    Map<String, Host.Web> web,
    List<RouteRule> routes,
    Map<InetAddress, Host> hosts) {

  Optional<Host> hostAt(InetAddress address) {
    return Optional.ofNullable(hosts.get(address));
  }

  /** How packets from an asker to an address fare: the first route that says so, else the host. */
  Reach reach(Asker asker, InetAddress address) {
    for (RouteRule route : routes) {
      if (route.to().contains(address) && route.from().matches(asker)) {
        return route.state();
      }
    }
    Host host = hosts.get(address);
    return host == null ? Reach.DOWN : host.reach();
  }

  /** A network, and the block of it that an address lies in. */
  record Holding(Provider network, Prefix prefix) {}

  /** Who has the longest block that the address lies in. */
  Optional<Holding> holding(InetAddress address) {
    Holding best = null;
    for (Provider network : networks.values()) {
      for (Prefix prefix : network.prefixes()) {
        boolean longer = best == null || prefix.length() > best.prefix().length();
        if (longer && prefix.contains(address)) {
          best = new Holding(network, prefix);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  Collection<Host.NameServer> nameServers() {
    return servers.values();
  }
}
