package org.plumbline.cli;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.plumbline.api.Access;
import org.plumbline.api.Api;
import org.plumbline.collector.Appender;
import org.plumbline.collector.CollectorService;
import org.plumbline.collector.Owner;
import org.plumbline.collector.Owners;
import org.plumbline.lab.LabClock;
import org.plumbline.lab.LabWorld;
import org.plumbline.store.Store;

/** The web server of a lab: ingest and assignments for its agents, API and dashboard for people. */
final class LabServer {
  private LabServer() {}

  static WebServer start(
      InetSocketAddress listen, Store store, Appender appender, LabWorld world, LabClock clock) {
    CollectorService collector = new CollectorService(store, appender, owners(world), clock);
    Access access = new Access(store.tokens(), InstantSource.system(), Set.of());
    Api api = new Api(store.measurements(), store.directory(), store.incidents(), access, clock);
    WebServer server =
        WebServer.builder()
            .address(listen.getAddress())
            .port(listen.getPort())
            .shutdownHook(false)
            .contentEncoding(it -> it.addContentEncoding(CollectorService.gzipPosts()))
            .routing(routing -> {
              routing.register(collector);
              api.routing(routing);
            })
            .build();
    server.start(); // when it cannot listen it logs that, and returns
    if (!server.isRunning()) {
      throw cannotListen(listen, "somebody took it at this moment");
    }
    return server;
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

  private static Owners owners(LabWorld world) {
    return address ->
        literal(address).flatMap(world::owner).map(owner -> new Owner(owner.asn(), owner.name()));
  }

  private static Optional<InetAddress> literal(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
