package org.plumbline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.plumbline.agent.Agent;
import org.plumbline.lab.LabClock;
import org.plumbline.lab.LabWorld;
import org.plumbline.lab.Scenario;
import org.plumbline.model.Check;
import org.plumbline.model.Logged;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;
import org.plumbline.owners.Owners;
import org.plumbline.probe.Prober;
import org.plumbline.runner.Runner;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Store;
import org.plumbline.store.Token;
import org.plumbline.store.embedded.EmbeddedStore;
import org.plumbline.wire.Wire;

/** The whole real system, wired to a scenario's world instead of the internet. */
final class LabSystem implements AutoCloseable {
  /** Real time that the engine may take to judge the end of the log. */
  private static final Duration JUDGE_MAX = Duration.ofSeconds(20);

  private static final int REHEARSALS_AT_ONCE = 4;

  /** Scenario time; well before anything happens. */
  private static final Duration AGENTS_START_WITHIN = Duration.ofSeconds(150);

  private final Path folder;
  private final Scenario scenario;
  private final LabClock clock;
  private final LabWorld world;
  private final Store store;
  private final Owners owners;
  private final Server server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Agent> agents = new ArrayList<>();

  private LabSystem(Scenario scenario, double speed, long seed, InetSocketAddress listen)
      throws IOException {
    this.scenario = scenario;
    folder = Files.createTempDirectory("plumb-lab-");
    clock = LabClock.scaled(scenario.start(), speed);
    world = LabWorld.open(scenario, clock, seed);
    store = EmbeddedStore.open(folder, clock);
    String secret = Token.newSecret();
    store.tokens().put(Token.of("lab", secret, Token.Scope.ADMIN));
    store
        .log()
        .append(world.services().stream().map(s -> new EntryLine(s, Wire.write(s))).toList());
    owners = LabOwners.open(world, clock);
    server = Server.open(store, owners, clock, listen);
    for (Vantage vantage : world.vantages()) {
      agents.add(LabAgents.agent(world, clock, vantage, seed, http, address(), secret));
    }
  }

  /**
   * Brings everything up; time stands until {@link #run}.
   *
   * @throws Complaint when the address is in use
   * @throws IOException when loopback gives no sockets
   */
  static LabSystem open(Scenario scenario, double speed, long seed, InetSocketAddress listen)
      throws IOException {
    Server.requireFree(listen);
    return new LabSystem(scenario, speed, seed, listen);
  }

  /** Where the dashboard is. */
  URI address() {
    return server.address();
  }

  /** Writes the world's root certificate, in PEM; the file is there as long as the world. */
  Path writeTrustAnchor() throws IOException {
    return Files.writeString(folder.resolve("root.pem"), world.trustAnchorPem());
  }

  LabWorld world() {
    return world;
  }

  Store store() {
    return store;
  }

  LabClock clock() {
    return clock;
  }

  /** Lets time run from the start of the scenario to its end, where it stands again. */
  void run() throws InterruptedException {
    server.start();
    rehearse();
    clock.startAt(Duration.ZERO);
    startAgents();
    clock.sleepUntil(scenario.start().plus(scenario.length()));
    closeAgents();
    clock.sleep(Duration.ofSeconds(20));
    clock.stop(); // nobody measures any more: what is shown stays as it was at the end
  }

  /** No fleet starts in one moment: each agent's first looks are the deepest that it makes. */
  private void startAgents() throws InterruptedException {
    Duration apart = AGENTS_START_WITHIN.dividedBy(agents.size());
    for (Agent agent : agents) {
      agent.start();
      clock.sleep(apart);
    }
  }

  /**
   * Runs every check once from every vantage while time stands, and forgets what came of it: a
   * machine that still compiles its code would measure its own slowness.
   */
  private void rehearse() throws InterruptedException {
    world.warm(Duration.ZERO);
    owners.of(world.addresses());
    try (ExecutorService threads = Executors.newFixedThreadPool(REHEARSALS_AT_ONCE)) {
      for (Vantage vantage : world.vantages()) {
        Prober prober = LabAgents.prober(world, vantage);
        for (Service service : world.services()) {
          service.checks().forEach(check -> threads.execute(() -> rehearse(prober, check)));
        }
      }
    }
  }

  private static void rehearse(Prober prober, Check check) {
    prober.routine(check, check.families().getFirst());
    prober.diagnostic(check, check.families().getFirst(), List.of(), List.of());
  }

  /** Returns when the engine has judged all that was measured. */
  void awaitJudged() throws InterruptedException {
    Runner runner = server.runner();
    long end = store.log().end();
    long deadline = System.nanoTime() + JUDGE_MAX.toNanos();
    while (runner.judged() < end) {
      if (runner.failure().isPresent() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the log was not judged to its end", runner.failure().orElse(null));
      }
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  private void closeAgents() throws InterruptedException {
    List<Thread> closing =
        agents.stream().map(agent -> Thread.ofVirtual().start(agent::close)).toList();
    for (Thread thread : closing) {
      thread.join();
    }
    agents.clear();
  }

  /** Everything measured, in order. */
  Stream<Logged> log() {
    return LogStream.of(store.log());
  }

  @Override
  public void close() {
    try {
      closeAgents();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    server.close();
    owners.close();
    http.shutdownNow();
    world.close();
    store.close();
    delete();
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
