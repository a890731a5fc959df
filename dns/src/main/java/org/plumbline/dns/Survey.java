package org.plumbline.dns;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Observation;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Fanout;

/**
 * Asks every server of a zone's parent who serves the zone, and every address of every server that
 * the parent or the zone itself names what it says.
 */
final class Survey implements Callable<List<Observation>> {
  /** Servers of one parent that are asked; of the root, a few are enough. */
  private static final int PARENTS_MAX = 16;

  private static final int ROOTS_MAX = 3;

  /** Addresses of one zone that are asked. */
  private static final int ENDPOINTS_MAX = 48;

  /** A child's set may name servers whose set names others; this many times. */
  private static final int ROUNDS_MAX = 3;

  /** What a server said, and the NS set that it gave. */
  private record Said(Observation fact, List<String> nameservers) {}

  private final Journey journey;
  private final AliasChain.Stop stop;
  private final Zone zone;
  private final List<Observation> facts = new ArrayList<>();

  Survey(Journey journey, AliasChain.Stop stop) {
    this.journey = journey;
    this.stop = stop;
    this.zone = stop.zone();
  }

  @Override
  public List<Observation> call() {
    Map<String, List<Endpoint>> listed = new LinkedHashMap<>();
    Zone parent = zone.parent();
    if (parent != null && stop.askParents()) {
      askParents(parent, listed);
    }
    if (listed.isEmpty()) {
      zone.servers().forEach(server -> listed.put(server.name(), server.endpoints()));
    }
    Set<Endpoint> asked = new LinkedHashSet<>();
    Set<String> known = new LinkedHashSet<>(listed.keySet());
    Map<String, List<Endpoint>> next = listed;
    for (int round = 0; round < ROUNDS_MAX && !next.isEmpty(); round++) {
      Map<String, List<Endpoint>> more = new LinkedHashMap<>();
      for (Said said : askServers(next, asked)) {
        facts.add(said.fact());
        for (String name : said.nameservers()) {
          if (known.size() < Referral.SERVERS_MAX && known.add(name)) {
            more.put(name, List.of());
          }
        }
      }
      next = more;
    }
    return facts;
  }

  private void askParents(Zone parent, Map<String, List<Endpoint>> listed) {
    Ask ask = journey.direct(stop.question().name(), stop.question().type()).withDnssec();
    List<Callable<Descent.@Nullable Asked>> questions = new ArrayList<>();
    int most = parent.name().isEmpty() ? ROOTS_MAX : PARENTS_MAX;
    for (Server server : parent.servers()) {
      if (questions.size() < most) {
        questions.add(() -> askParent(parent, server, ask));
      }
    }
    for (Descent.Asked asked : Fanout.all(questions, journey.deadline())) {
      if (asked == null || answersItself(asked)) {
        continue;
      }
      facts.add(Facts.delegation(zone.name(), asked.name(), asked.exchange(), asked.referral()));
      if (asked.referral() instanceof Referral.To to && to.zone().equals(zone.name())) {
        to.servers()
            .forEach(server -> listed.merge(server.name(), server.endpoints(), Survey::union));
      }
    }
  }

  /** A server of both parent and child shows no cut. */
  private static boolean answersItself(Descent.Asked asked) {
    Response response = asked.exchange().response();
    return asked.referral() instanceof Referral.Here
        && response != null
        && !response.answers().isEmpty();
  }

  private Descent.@Nullable Asked askParent(Zone parent, Server server, Ask ask) {
    List<Endpoint> endpoints = journey.endpoints(server, Set.of());
    if (endpoints.isEmpty() || journey.spent()) {
      return null;
    }
    Endpoint endpoint =
        endpoints.stream()
            .filter(each -> each.address() instanceof Inet4Address)
            .findFirst()
            .orElse(endpoints.getFirst());
    Exchange exchange = journey.ask(endpoint, ask);
    return new Descent.Asked(server.name(), exchange, Referral.of(exchange, parent.name()));
  }

  private List<Said> askServers(Map<String, List<Endpoint>> servers, Set<Endpoint> asked) {
    List<Callable<List<Endpoint>>> lookUps = new ArrayList<>();
    servers.forEach((name, glue) -> lookUps.add(() -> endpoints(name, glue)));
    List<List<Endpoint>> found = Fanout.all(lookUps, journey.deadline());
    List<Callable<Said>> questions = new ArrayList<>();
    int i = 0;
    for (String name : servers.keySet()) {
      List<Endpoint> endpoints = i < found.size() ? found.get(i) : List.of();
      i++;
      if (endpoints.isEmpty() && !journey.spent()) {
        questions.add(() -> new Said(Facts.withoutAddress(zone, name), List.of()));
      }
      for (Endpoint endpoint : endpoints) {
        if (asked.size() < ENDPOINTS_MAX && asked.add(endpoint)) {
          questions.add(() -> askServer(name, endpoint));
        }
      }
    }
    return Fanout.all(questions, journey.deadline());
  }

  private List<Endpoint> endpoints(String name, List<Endpoint> glue) {
    return glue.isEmpty()
        ? union(journey.lookUp(name, "A", Set.of()), journey.lookUp(name, "AAAA", Set.of()))
        : glue;
  }

  private Said askServer(String name, Endpoint endpoint) {
    Exchange exchange =
        journey.ask(endpoint, journey.direct(stop.question().name(), stop.question().type()));
    if (exchange.response() == null) {
      return new Said(Facts.authority(zone, name, exchange, null, null), List.of());
    }
    Exchange soa = journey.ask(endpoint, journey.direct(zone.name(), "SOA"));
    Exchange ns = journey.ask(endpoint, journey.direct(zone.name(), "NS"));
    return new Said(Facts.authority(zone, name, exchange, soa, ns), Facts.nameservers(zone, ns));
  }

  private static List<Endpoint> union(List<Endpoint> some, List<Endpoint> others) {
    Set<Endpoint> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }
}
