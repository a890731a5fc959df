package org.plumbline.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Observation;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Fanout;

/** One way down: from the nearest known zone to the one that answers for a name. */
final class Descent {
  /** Zone cuts on one way. */
  private static final int CUTS_MAX = 30;

  /** Endpoints of one zone that are tried before the way is given up. */
  private static final int TRIES_MAX = 12;

  /** A server's address, and what came of asking it. */
  record Asked(String name, Exchange exchange, Referral referral) {}

  /**
   * Where a way ended.
   *
   * @param zone that answered, or whose servers all failed
   * @param exchange with the server that decided; absent when none could be asked
   * @param cuts what the servers asked on this way said, from the top down
   */
  record Arrival(
      Zone zone,
      boolean answered,
      @Nullable Exchange exchange,
      List<Observation.Delegation> cuts) {}

  private final Journey journey;
  private final Set<String> pending;
  private final List<Observation.Delegation> cuts = new ArrayList<>();

  Descent(Journey journey, Set<String> pending) {
    this.journey = journey;
    this.pending = pending;
  }

  Arrival to(String name, String type) {
    Zone zone = journey.nearest(name);
    Ask ask = journey.direct(name, type).withDnssec();
    for (int depth = 0; depth < CUTS_MAX; depth++) {
      Asked asked = anyOf(zone, ask);
      if (asked == null) {
        return new Arrival(zone, false, null, cuts);
      }
      switch (asked.referral()) {
        case Referral.To to -> {
          zone = new Zone(to.zone(), zone, to.servers(), to.ttl(), to.ds());
          journey.learn(zone);
          cuts.add(Facts.delegation(to.zone(), asked.name(), asked.exchange(), asked.referral()));
        }
        case Referral.Here here -> {
          return new Arrival(zone, true, asked.exchange(), cuts);
        }
        case Referral.Useless useless -> {
          return new Arrival(zone, false, asked.exchange(), cuts);
        }
      }
    }
    return new Arrival(zone, false, null, cuts);
  }

  /** The first server first; when it is of no use, all the others at once. */
  private @Nullable Asked anyOf(Zone zone, Ask ask) {
    List<Server> servers = zone.servers();
    Asked last = null;
    for (int i = 0; i < servers.size() && last == null; i++) {
      last = firstOf(zone, servers.get(i), ask, 0);
      servers = last == null ? servers : servers.subList(i, servers.size());
    }
    if (last == null || !(last.referral() instanceof Referral.Useless)) {
      return last;
    }
    List<Callable<List<Asked>>> others = new ArrayList<>();
    for (int i = 0; i < servers.size() && i < TRIES_MAX; i++) {
      Server server = servers.get(i);
      int skipped = i == 0 ? 1 : 0;
      others.add(() -> allOf(zone, server, ask, skipped));
    }
    for (List<Asked> asked : Fanout.all(others, journey.deadline())) {
      for (Asked one : asked) {
        if (!(one.referral() instanceof Referral.Useless)) {
          return one;
        }
      }
    }
    return last;
  }

  private @Nullable Asked firstOf(Zone zone, Server server, Ask ask, int skipped) {
    List<Endpoint> endpoints = journey.endpoints(server, pending);
    return endpoints.size() <= skipped || journey.spent()
        ? null
        : ask(zone, server, endpoints.get(skipped), ask);
  }

  private List<Asked> allOf(Zone zone, Server server, Ask ask, int skipped) {
    List<Asked> asked = new ArrayList<>();
    for (int i = skipped; ; i++) {
      Asked one = firstOf(zone, server, ask, i);
      if (one == null) {
        return asked;
      }
      asked.add(one);
      if (!(one.referral() instanceof Referral.Useless)) {
        return asked;
      }
    }
  }

  private Asked ask(Zone zone, Server server, Endpoint endpoint, Ask ask) {
    Exchange exchange = journey.ask(endpoint, ask);
    return new Asked(server.name(), exchange, Referral.of(exchange, zone.name()));
  }
}
