package org.plumbline.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.agent.Agent;
import org.plumbline.agent.Epoch;
import org.plumbline.agent.ProberRun;
import org.plumbline.agent.Setup;
import org.plumbline.alert.Alerts;
import org.plumbline.config.Configuration;
import org.plumbline.model.Family;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Resolver;
import org.plumbline.model.Service;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Addresses;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Prefix;
import org.plumbline.net.SystemNetwork;
import org.plumbline.owners.Owners;
import org.plumbline.probe.ProbeSettings;
import org.plumbline.probe.Prober;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Retention;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.plumbline.store.Token;
import org.plumbline.store.embedded.EmbeddedStore;
import org.plumbline.wire.Wire;

/** The whole system in one process on the real internet: a server, and a vantage beside it. */
final class UpSystem implements AutoCloseable {
  private static final String ADMIN = "admin";
  private static final String LOCAL_AGENT = "local agent";

  /** Targets of several operators that answer nearly everywhere; a connection is all they get. */
  private static final List<InetSocketAddress> ANCHORS =
      Stream.of("1.1.1.1", "8.8.8.8", "9.9.9.9", "208.67.222.222", "94.140.14.14")
          .map(address -> new InetSocketAddress(Addresses.parse(address), 443))
          .toList();

  /** An address for documentation (RFC 5737): whoever answers for it lies. */
  private static final List<InetSocketAddress> MUST_FAIL =
      List.of(new InetSocketAddress(Addresses.parse("192.0.2.1"), 80));

  private final Owners owners;
  private final Store store;
  private final Server server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final LocalVantage local;
  private final Agent agent;
  private final Alerts alerts;
  private final Sweeping sweeping;
  private final @Nullable String newAdminToken;

  private UpSystem(Configuration configuration, Path data, InetSocketAddress listen)
      throws IOException {
    InstantSource clock = InstantSource.system();
    owners =
        UpOwners.open(
            configuration.enrich(),
            List.copyOf(RealPlace.endpoints(resolvers(configuration))),
            clock);
    store = opened(data, clock);
    try {
      newAdminToken = adminToken(store);
      server = Server.open(store, owners, clock, listen);
    } catch (RuntimeException | IOException e) {
      store.close();
      throw e;
    }
    Set<Family> families = EnumSet.allOf(Family.class);
    families.removeAll(OwnLack.here(false).unrouted());
    if (families.isEmpty()) {
      families.add(Family.V4);
    }
    local =
        LocalVantage.of(
            configuration.vantage(), resolvers(configuration), families, ZoneId.systemDefault());
    agent = agent(configuration, data.resolve("agent"), clock);
    alerts = new Alerts(store, configuration.alerts(), server.address(), clock, new SecureRandom());
    sweeping =
        new Sweeping(
            new Retention(
                store, periods(configuration.kept()), server.runner()::restartsFrom, clock));
    store.log().append(lines(configuration.services()));
  }

  private static Retention.Periods periods(Configuration.Kept kept) {
    Retention.Periods usual = Retention.Periods.USUAL;
    return new Retention.Periods(
        kept.measurements() == null ? usual.measurements() : kept.measurements(),
        kept.incidents() == null ? usual.incidents() : kept.incidents());
  }

  /**
   * Brings everything up but the clockwork; nothing is measured before {@link #start}.
   *
   * @throws Complaint when the data folder or the address is taken, or cannot be used
   */
  static UpSystem open(Configuration configuration, Path data, InetSocketAddress listen)
      throws IOException {
    Server.requireFree(listen);
    return new UpSystem(configuration, data, listen);
  }

  private static Store opened(Path data, InstantSource clock) {
    try {
      return EmbeddedStore.open(data, clock);
    } catch (StoreException e) {
      throw new Complaint(ExitStatus.FAULT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * What the configuration names, the system's in their place; the usual ones where it is silent.
   */
  private static List<Resolver> resolvers(Configuration configuration) {
    if (configuration.resolvers().isEmpty()) {
      return RealPlace.usualResolvers();
    }
    List<Resolver> resolvers = new ArrayList<>();
    for (Resolver resolver : configuration.resolvers()) {
      if (resolver.address() == null) {
        resolvers.addAll(RealPlace.systemResolvers());
      } else {
        resolvers.add(resolver);
      }
    }
    return resolvers;
  }

  /** Makes the admin token of a first start; null when it was not made here, or is known. */
  private static @Nullable String adminToken(Store store) {
    if (store.tokens().all().stream().anyMatch(token -> token.scope() == Token.Scope.ADMIN)) {
      return null;
    }
    String given = System.getenv("PLUMB_ADMIN_TOKEN");
    String secret = given == null || given.isBlank() ? Token.newSecret() : given;
    store.tokens().put(Token.of(ADMIN, secret, Token.Scope.ADMIN));
    return secret.equals(given) ? null : secret;
  }

  private static List<EntryLine> lines(List<Service> services) {
    return services.stream().map(service -> new EntryLine(service, Wire.write(service))).toList();
  }

  private Agent agent(Configuration configuration, Path folder, InstantSource clock)
      throws IOException {
    String secret = Token.newSecret();
    store
        .tokens()
        .put(
            new Token(
                LOCAL_AGENT, Token.sha256(secret), Token.Scope.INGEST, local.vantage().id(), null));
    List<Endpoint> anchors = endpoints(configuration.anchors(), ANCHORS);
    List<Endpoint> mustFail = endpoints(configuration.mustFail(), MUST_FAIL);
    SystemNetwork network = new SystemNetwork(policy(configuration, anchors, mustFail));
    Prober prober =
        new Prober(
            network,
            clock,
            new ProbeSettings(
                local.vantage().resolvers(),
                RealPlace.roots(configuration.probe().roots()),
                RealPlace.trust(configuration.probe().ca()),
                false,
                Release.current().userAgent()));
    Setup setup =
        new Setup(
            local.vantage(),
            Epoch.next(folder, clock),
            Release.current().version(),
            local.vantage().id().hashCode(),
            new Setup.Collector(server.address(), secret),
            anchors,
            mustFail,
            Setup.OVERLOADED);
    return new Agent(
        setup,
        new ProberRun(prober),
        network,
        http,
        new Agent.Clocks(new RealPace(clock), clock),
        startNanos -> false);
  }

  private static List<Endpoint> endpoints(
      List<InetSocketAddress> said, List<InetSocketAddress> usual) {
    return (said.isEmpty() ? usual : said)
        .stream().map(at -> new Endpoint(at.getAddress(), at.getPort())).toList();
  }

  private AddressPolicy policy(
      Configuration configuration, List<Endpoint> anchors, List<Endpoint> mustFail) {
    Set<Endpoint> named = new HashSet<>(anchors);
    named.addAll(mustFail);
    named.addAll(RealPlace.endpoints(local.vantage().resolvers()));
    return new AddressPolicy(
        configuration.probe().allow().stream().map(Prefix::parse).toList(), named);
  }

  /** Begins to serve, to judge and to measure. */
  void start() {
    server.start();
    alerts.start();
    agent.start();
    sweeping.start();
  }

  URI address() {
    return server.address();
  }

  Store store() {
    return store;
  }

  LocalVantage local() {
    return local;
  }

  /** The secret that was made at a first start, to be shown once. */
  Optional<String> newAdminToken() {
    return Optional.ofNullable(newAdminToken);
  }

  /** The newest word of the local vantage on itself; empty before the first. */
  Optional<Heartbeat> heartbeat() {
    return store.directory().heartbeat(local.vantage().id());
  }

  @Override
  public void close() {
    sweeping.close();
    agent.close();
    server.close();
    owners.close();
    alerts.close();
    http.shutdownNow();
    store.close();
  }
}
