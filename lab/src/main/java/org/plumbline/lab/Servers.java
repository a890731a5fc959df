package org.plumbline.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Service;
import org.plumbline.net.Endpoint;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What answers behind the ports: looks up who has the address at this moment, and lets it speak.
 */
final class Servers {
  /** "No Reachable Authority" (RFC 8914 section 4.23). */
  private static final int NO_REACHABLE_AUTHORITY = 22;

  private static final int NO_EXTENDED_ERROR = -1;

  private final Scenario scenario;
  private final LabClock clock;
  private final long seed;
  private final WebServer web;
  private final Weather weather;
  private final Hits hits;
  private final ConcurrentMap<String, RecursiveResolver> resolvers = new ConcurrentHashMap<>();
  private @Nullable Upstream upstream;

  Servers(
      Scenario scenario,
      LabClock clock,
      long seed,
      CertificateFactory certificates,
      Weather weather,
      Hits hits) {
    this.scenario = scenario;
    this.clock = clock;
    this.seed = seed;
    this.web = new WebServer(new TlsKeys(certificates));
    this.weather = weather;
    this.hits = hits;
  }

  /** Says how resolvers ask; before the first question. */
  void resolveThrough(Upstream through) {
    upstream = through;
  }

  Listener open(Endpoint virtual, Asker asker, InetAddress local) throws IOException {
    if (virtual.port() == Host.DNS_PORT) {
      return DnsListener.open(local, (query, udp) -> answer(query, virtual.address(), asker, udp));
    }
    return TcpListener.open(local, socket -> converse(socket, virtual, asker));
  }

  /** What the server that has the zones of origins, and nothing else, answers. */
  Optional<byte[]> origins(byte[] wire, boolean udp) {
    try {
      Message query = new Message(wire);
      Message response =
          OriginZone.answer(query, scenario.at(clock.instant()))
              .orElseGet(() -> {
                Message refused = DnsMessages.responseTo(query);
                refused.getHeader().setRcode(Rcode.REFUSED);
                return refused;
              });
      DnsMessages.addEdns(query, response, "origins", NO_EXTENDED_ERROR);
      return Optional.of(DnsMessages.encode(query, response, udp));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void converse(Socket socket, Endpoint virtual, Asker asker)
      throws IOException, InterruptedException {
    WorldState world = scenario.at(clock.instant());
    if (world.reach(asker, virtual.address()) == Reach.UP
        && world.hosts().get(virtual.address()) instanceof Host.Web host) {
      web.converse(socket, virtual.port(), host, world, clock);
    }
  }

  private Optional<byte[]> answer(byte[] wire, InetAddress address, Asker asker, boolean udp) {
    Message query;
    try {
      query = new Message(wire);
    } catch (IOException e) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Instant moment = asker.resolver() ? AsOf.of(query).orElse(now) : now;
    WorldState world = scenario.at(moment);
    VantageSpec vantage = world.vantages().get(asker.id());
    boolean lost =
        udp && vantage != null && (weather.loses(vantage) || weather.uplinkDown(vantage, moment));
    if (lost || world.reach(asker, address) != Reach.UP) {
      return Optional.empty();
    }
    return switch (world.hosts().get(address)) {
      case Host.NameServer server -> {
        Message response = AuthoritativeServer.answer(query, server, world, asker, moment);
        DnsMessages.addEdns(query, response, server.name(), NO_EXTENDED_ERROR);
        yield Optional.of(DnsMessages.encode(query, response, udp));
      }
      case Host.Resolver resolver -> resolve(query, resolver, asker, vantage, udp);
      case Host.Web _, Host.Anchor _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  private Optional<byte[]> resolve(
      Message query, Host.Resolver spec, Asker asker, @Nullable VantageSpec vantage, boolean udp) {
    if (spec.delay().isPositive()) {
      try {
        Thread.sleep(spec.delay());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    Place site = nearest(spec, asker.place());
    Instant now = clock.instant();
    Message response =
        OriginZone.answer(query, scenario.at(now))
            .orElseGet(() -> resolver(spec, site).answer(query, now));
    if (vantage != null && vantage.resolvers().getFirst().equals(spec.name())) {
      count(response, vantage, now);
    }
    DnsMessages.addEdns(query, response, spec.name() + "." + site.id(), NO_REACHABLE_AUTHORITY);
    return Optional.of(DnsMessages.encode(query, response, udp));
  }

  private RecursiveResolver resolver(Host.Resolver spec, Place site) {
    Upstream through = upstream;
    if (through == null) {
      throw new IllegalStateException("asked before the world was open");
    }
    Asker asker = new Asker(spec.name() + "@" + site.id(), site, spec.network(), true);
    return resolvers.computeIfAbsent(
        asker.id(), id -> new RecursiveResolver(spec.name(), asker, scenario, seed, through));
  }

  /** Has the resolvers of a vantage look up the hosts of all checks, as of a moment. */
  void warm(VantageSpec vantage, Instant moment) {
    WorldState world = scenario.at(moment);
    for (String name : vantage.resolvers()) {
      Host.Resolver spec = world.resolvers().get(name);
      if (spec == null) {
        continue;
      }
      RecursiveResolver resolver = resolver(spec, nearest(spec, vantage.place()));
      for (Service service : scenario.services()) {
        for (Check check : service.checks()) {
          Forms.name(check.host() == null ? "" : check.host())
              .ifPresent(host -> resolver.answer(question(host), moment));
        }
      }
    }
  }

  private static Message question(Name host) {
    return Message.newQuery(Record.newRecord(host, Type.A, DClass.IN));
  }

  private static Place nearest(Host.Resolver spec, Place to) {
    return spec.sites().stream()
        .min(Comparator.comparingDouble(place -> place.kilometresTo(to)))
        .orElseThrow();
  }

  /** Counts what the client of a vantage was served for the hosts of checks. */
  private void count(Message response, VantageSpec vantage, Instant now) {
    Record question = response.getQuestion();
    if (question == null) {
      return;
    }
    String host = question.getName().toString(true);
    WorldState world = scenario.at(now);
    for (Service service : scenario.services()) {
      for (Check check : service.checks()) {
        if (host.equals(check.host())) {
          int addresses = 0;
          int right = 0;
          for (Record record : response.getSection(Section.ANSWER)) {
            InetAddress address =
                record instanceof ARecord a
                    ? a.getAddress()
                    : record instanceof AAAARecord aaaa ? aaaa.getAddress() : null;
            if (address != null) {
              addresses++;
              right += Rightness.serves(world, vantage.asker(), address, check, now) ? 1 : 0;
            }
          }
          boolean noSuchFamily = response.getRcode() == Rcode.NOERROR && addresses == 0;
          if (!noSuchFamily) {
            hits.served(
                vantage.vantage().id(), check.id(), addresses > 0 && right == addresses, now);
          }
        }
      }
    }
  }
}
