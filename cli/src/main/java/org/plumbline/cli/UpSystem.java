package org.plumbline.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.agent.Agent;
import org.plumbline.agent.Epoch;
import org.plumbline.agent.Setup;
import org.plumbline.alert.Alerts;
import org.plumbline.config.Configuration;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Service;
import org.plumbline.owners.Owners;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Retention;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.plumbline.store.Token;
import org.plumbline.store.embedded.EmbeddedStore;
import org.plumbline.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole system in one process on the real internet: a server, and a vantage beside it. */
final class UpSystem implements AutoCloseable {
  private static final String ADMIN = "admin";
  private static final String LOCAL_AGENT = "local agent";
  private static final String LOCAL_COMMANDS = "local commands";
  private static final Logger LOG = LoggerFactory.getLogger(UpSystem.class);

  private final Path data;
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

  private UpSystem(
      Configuration configuration, Path data, InetSocketAddress listen, Set<String> hosts)
      throws IOException {
    this.data = data;
    InstantSource clock = InstantSource.system();
    owners =
        UpOwners.open(
            configuration.enrich(),
            List.copyOf(RealPlace.endpoints(LocalAgent.resolvers(configuration))),
            clock);
    store = opened(data, clock);
    try {
      newAdminToken = adminToken(store);
      server = Server.open(store, owners, clock, listen, hosts);
      tellCommands();
    } catch (RuntimeException | IOException e) {
      store.close();
      throw e;
    }
    local = LocalAgent.vantage(configuration);
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
  static UpSystem open(
      Configuration configuration, Path data, InetSocketAddress listen, Set<String> hosts)
      throws IOException {
    Server.requireFree(listen);
    return new UpSystem(configuration, data, listen, hosts);
  }

  /** Lets commands on this machine make tokens while the folder is ours. */
  private void tellCommands() throws IOException {
    String secret = Token.newSecret();
    store.tokens().put(Token.of(LOCAL_COMMANDS, secret, Token.Scope.ADMIN));
    new ServerFile(server.address(), secret).write(data);
  }

  private static Store opened(Path data, InstantSource clock) {
    try {
      return EmbeddedStore.open(data, clock);
    } catch (StoreException e) {
      throw new Complaint(ExitStatus.FAULT, String.valueOf(e.getMessage()));
    }
  }

  /** Makes the admin token of a first start; null when it was not made here, or is known. */
  private static @Nullable String adminToken(Store store) {
    if (store.tokens().all().stream()
        .anyMatch(
            token -> token.scope() == Token.Scope.ADMIN && !token.name().equals(LOCAL_COMMANDS))) {
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
    Setup setup =
        LocalAgent.setup(
            configuration,
            local.vantage(),
            Epoch.next(folder, clock),
            new Setup.Collector(server.address(), secret));
    return new Agent(setup, LocalAgent.means(configuration, setup, http, clock, LOG::warn));
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
    store.tokens().remove(LOCAL_COMMANDS);
    try {
      ServerFile.remove(data);
    } catch (IOException stays) {
      LOG.warn("a file for commands is left behind, and good for nothing", stays);
    }
    store.close();
  }
}
