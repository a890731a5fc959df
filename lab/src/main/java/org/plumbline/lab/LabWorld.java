package org.plumbline.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.plumbline.model.Check;
import org.plumbline.model.Entity;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;
import org.plumbline.net.Addresses;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;

/** A scenario's world, served on loopback sockets until it is closed. */
public final class LabWorld implements AutoCloseable {
  private final Scenario scenario;
  private final LabClock clock;
  private static final int WARMERS = 2;
  private static final Duration WARM_MAX = Duration.ofSeconds(60);

  private final CertificateFactory certificates;
  private final Servers servers;
  private final Ports ports;
  private final Listener origins;
  private final Weather weather;
  private final Hits hits = new Hits();
  private final LoadMeter load = new LoadMeter();
  private final Map<String, Network> networks = new LinkedHashMap<>();

  private LabWorld(Scenario scenario, LabClock clock, long seed) throws IOException {
    this.scenario = scenario;
    this.clock = clock;
    this.certificates = new CertificateFactory(seed, scenario.start());
    for (Scenario.Timed timed : scenario.states()) {
      timed.state().certificates().values().forEach(certificates::issue); // none during a handshake
    }
    this.weather = new Weather(seed, scenario.start());
    this.servers = new Servers(scenario, clock, seed, certificates, weather, hits);
    this.ports = new Ports(servers::open);
    this.origins = DnsListener.open(Loopback.V4, servers::origins);
    servers.resolveThrough(new Upstream(scenario, ports));
    for (String id : spec(scenario).keySet()) {
      networks.put(id, new LabNetwork(id, scenario, clock, weather, ports));
    }
  }

  /**
   * Brings a world up; ports open as they are needed.
   *
   * @param clock stands until it is started
   * @throws IOException when loopback gives no sockets
   */
  public static LabWorld open(Scenario scenario, LabClock clock, long seed) throws IOException {
    return new LabWorld(scenario, clock, seed);
  }

  /**
   * Fills the caches of the resolvers of some vantages, as of an offset from the start: so the
   * first question after {@link LabClock#startAt} is not the one that waits for a cache's history.
   */
  public void warm(Duration offset, Collection<String> vantages) throws InterruptedException {
    Instant moment = scenario.start().plus(offset);
    try (ExecutorService threads = Executors.newFixedThreadPool(WARMERS)) {
      for (String id : vantages) {
        VantageSpec vantage = vantage(id);
        threads.execute(() -> servers.warm(vantage, moment));
      }
      threads.shutdown();
      if (!threads.awaitTermination(WARM_MAX.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    }
  }

  /** Fills the caches of the resolvers of all vantages. */
  public void warm(Duration offset) throws InterruptedException {
    warm(offset, spec(scenario).keySet());
  }

  public List<Service> services() {
    return scenario.services();
  }

  public List<Vantage> vantages() {
    return spec(scenario).values().stream().map(VantageSpec::vantage).toList();
  }

  /**
   * The internet as a vantage sees it.
   *
   * @throws IllegalArgumentException when there is no such vantage
   */
  public Network network(String vantage) {
    Network network = networks.get(vantage);
    if (network == null) {
      throw new IllegalArgumentException("no vantage " + vantage + " in this scenario");
    }
    return network;
  }

  /** The time as a vantage's own clock shows it. */
  public InstantSource clockFor(String vantage) {
    Duration offset = vantage(vantage).clock();
    return () -> clock.instant().plus(offset);
  }

  /** The root of the lab's certificates, in PEM: the only one that its vantages trust. */
  public String trustAnchorPem() {
    return certificates.rootPem();
  }

  /** Name and address of every root server. */
  public Map<String, List<InetAddress>> rootHints() {
    Map<String, List<InetAddress>> hints = new LinkedHashMap<>();
    for (Host.NameServer server : scenario.states().getFirst().state().nameServers()) {
      if (server.serves().containsKey(org.xbill.DNS.Name.root)) {
        hints.put(server.name(), server.addresses());
      }
    }
    return hints;
  }

  /** What always answers unless the vantage's uplink is broken. */
  public List<Endpoint> anchors(String vantage) {
    vantage(vantage);
    return scenario.anchors();
  }

  /** What never answers. */
  public Endpoint mustFail(String vantage) {
    vantage(vantage);
    return scenario.mustFail();
  }

  /**
   * A DNS server on loopback that holds the zones of origins: {@link OriginZone} says which. It
   * stands at no vantage, and nothing of the scenario hurts it.
   */
  public Endpoint originServer() {
    return origins.local();
  }

  /** The addresses of all virtual servers, as text. */
  public Set<String> addresses() {
    Set<String> addresses = new TreeSet<>();
    for (Scenario.Timed timed : scenario.states()) {
      timed.state().hosts().keySet().forEach(it -> addresses.add(Addresses.format(it)));
    }
    return addresses;
  }

  public LoadMeter load() {
    return load;
  }

  /** The ports that are open: what was asked for, or opened by {@link #openPorts}. */
  public List<PortView> ports() {
    return ports.views(this::serverName);
  }

  /** Opens the ports of every virtual server as a vantage sees it, and lists them. */
  public List<PortView> openPorts(String vantage) throws IOException {
    Asker asker = vantage(vantage).asker();
    WorldState world = scenario.at(clock.instant());
    for (Map.Entry<InetAddress, Host> entry : world.hosts().entrySet()) {
      for (int port : new TreeSet<>(entry.getValue().ports())) {
        ports.of(new Endpoint(entry.getKey(), port), asker);
      }
    }
    return ports().stream().filter(view -> view.asker().equals(vantage)).toList();
  }

  /** What the matter is; a certificate is named by its SHA-256. */
  public Truth truth() {
    Truth stated = scenario.truth();
    List<Entity> entities = new ArrayList<>();
    for (Entity entity : stated.entities()) {
      entities.add(
          entity.kind() == Entity.Kind.CERTIFICATE
              ? new Entity(entity.kind(), sha256(entity.id()))
              : entity);
    }
    return new Truth(
        stated.quiet(),
        stated.begins(),
        stated.ends(),
        stated.services(),
        stated.categories(),
        entities,
        stated.symptom(),
        stated.vantageFaults());
  }

  /** Who was served what so far. */
  public List<Served> hits() {
    return hits.all();
  }

  /** Whether an address serves a check as it should to a vantage, now. */
  boolean serves(String vantage, InetAddress address, Check check) {
    Instant now = clock.instant();
    return Rightness.serves(scenario.at(now), vantage(vantage).asker(), address, check, now);
  }

  @Override
  public void close() {
    load.close();
    origins.close();
    ports.close();
  }

  private String sha256(String id) {
    for (Scenario.Timed timed : scenario.states()) {
      CertificateSpec spec = timed.state().certificates().get(id);
      if (spec != null) {
        try {
          byte[] der = certificates.issue(spec).chain().getFirst().getEncoded();
          return HexFormat.of()
              .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(der));
        } catch (java.security.GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new IllegalStateException("no certificate " + id);
  }

  private String serverName(Endpoint virtual) {
    for (Scenario.Timed timed : scenario.states()) {
      Host host = timed.state().hosts().get(virtual.address());
      if (host != null) {
        return host.name();
      }
    }
    return "";
  }

  private VantageSpec vantage(String id) {
    VantageSpec spec = spec(scenario).get(id);
    if (spec == null) {
      throw new IllegalArgumentException("no vantage " + id + " in this scenario");
    }
    return spec;
  }

  private static Map<String, VantageSpec> spec(Scenario scenario) {
    return scenario.states().getFirst().state().vantages();
  }
}
