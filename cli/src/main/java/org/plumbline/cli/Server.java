package org.plumbline.cli;

import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.access.Access;
import org.plumbline.access.AccessService;
import org.plumbline.api.Api;
import org.plumbline.collector.Appender;
import org.plumbline.collector.CollectorService;
import org.plumbline.engine.incident.Policy;
import org.plumbline.owners.Owners;
import org.plumbline.runner.EngineJudge;
import org.plumbline.runner.Runner;
import org.plumbline.store.Store;

/** The serving half of the system, wired: what takes facts in, judges them, and shows the story. */
final class Server implements AutoCloseable {
  private final Appender appender;
  private final Runner runner;
  private final WebServer web;
  private final InetSocketAddress listen;

  private Server(Appender appender, Runner runner, WebServer web, InetSocketAddress listen) {
    this.appender = appender;
    this.runner = runner;
    this.web = web;
    this.listen = listen;
  }

  /**
   * Listens, and judges nothing until {@link #start}.
   *
   * @param store left open when this is closed
   * @param owners of addresses, left open too
   * @param clock the time in which the log and its incidents play
   * @throws Complaint when the address is in use
   */
  static Server open(Store store, Owners owners, InstantSource clock, InetSocketAddress listen)
      throws IOException {
    return open(store, owners, clock, listen, Set.of());
  }

  /**
   * @param hosts names under which browsers reach this server, beside its address
   */
  static Server open(
      Store store, Owners owners, InstantSource clock, InetSocketAddress listen, Set<String> hosts)
      throws IOException {
    Appender appender = new Appender(store.log());
    Access access = new Access(store.tokens(), InstantSource.system(), hosts);
    AccessService doors =
        new AccessService(
            access,
            store.tokens(),
            store.directory(),
            InstantSource.system(),
            Release.current().version());
    CollectorService collector = new CollectorService(store, appender, access, owners, clock);
    Runner runner =
        new Runner(
            store.log(),
            store.directory(),
            store.truth(),
            store.incidents(),
            store.snapshots(),
            EngineJudge.of(Policy.standard()));
    ServerOperation operation =
        new ServerOperation(store.log(), appender, runner, InstantSource.system().instant());
    Api api = new Api(store, access, operation, clock);
    WebServer web =
        WebServer.builder()
            .address(listen.getAddress())
            .port(listen.getPort())
            .shutdownHook(false)
            .contentEncoding(it -> it.addContentEncoding(CollectorService.gzipPosts()))
            .routing(routing -> {
              routing.register(collector);
              routing.register(doors);
              Map<String, Set<Method>> others = new TreeMap<>(collector.methods());
              others.putAll(doors.methods());
              api.routing(routing, others);
            })
            .build();
    return new Server(appender, runner, started(web, listen), listen);
  }

  private static WebServer started(WebServer web, InetSocketAddress listen) {
    web.start(); // when it cannot listen it logs that, and returns
    if (!web.isRunning()) {
      throw cannotListen(listen, "somebody took it at this moment");
    }
    return web;
  }

  /**
   * Listens for a moment, so that a port which cannot be had is said before anything is brought up.
   *
   * @throws Complaint when it cannot be had
   */
  static void requireFree(InetSocketAddress listen) {
    try (ServerSocket trial = new ServerSocket()) {
      trial.bind(listen);
    } catch (IOException e) {
      throw cannotListen(listen, String.valueOf(e.getMessage()));
    }
  }

  private static Complaint cannotListen(InetSocketAddress listen, String why) {
    return new Complaint(
        ExitStatus.FAULT,
        "cannot listen on %s: %s. Choose another with --listen ADDRESS:PORT (port 0 takes any that is free)."
            .formatted(ListenAddress.write(listen.getAddress(), listen.getPort()), why));
  }

  /** Begins to take facts in and to judge them. */
  void start() {
    appender.start();
    runner.start();
  }

  Runner runner() {
    return runner;
  }

  /** Where the dashboard is, as seen from this machine. */
  URI address() {
    return URI.create("http://" + ListenAddress.write(reached(listen.getAddress()), web.port()));
  }

  private static InetAddress reached(InetAddress listening) {
    if (!listening.isAnyLocalAddress()) {
      return listening;
    }
    return InetAddress.ofLiteral(listening instanceof Inet6Address ? "::1" : "127.0.0.1");
  }

  @Override
  public void close() {
    web.stop();
    appender.close();
    runner.close();
  }
}
