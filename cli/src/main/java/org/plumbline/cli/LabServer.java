package org.plumbline.cli;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Set;
import org.plumbline.api.Access;
import org.plumbline.api.Api;
import org.plumbline.collector.Appender;
import org.plumbline.collector.CollectorService;
import org.plumbline.lab.LabClock;
import org.plumbline.owners.Owners;
import org.plumbline.store.Store;

/** The web server of a lab: ingest and assignments for its agents, API and dashboard for people. */
final class LabServer {
  private LabServer() {}

  static WebServer start(
      InetSocketAddress listen, Store store, Appender appender, Owners owners, LabClock clock)
      throws IOException {
    CollectorService collector = new CollectorService(store, appender, owners, clock);
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
    try {
      return server.start();
    } catch (RuntimeException e) {
      if (isInUse(e)) {
        throw new Complaint(
            ExitStatus.FAULT,
            "%s:%d is in use; choose another with --listen ADDRESS:PORT (port 0 takes any that is free)"
                .formatted(listen.getHostString(), listen.getPort()));
      }
      throw e;
    }
  }

  private static boolean isInUse(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
