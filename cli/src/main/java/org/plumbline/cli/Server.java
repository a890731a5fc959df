package org.plumbline.cli;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import org.plumbline.api.Access;
import org.plumbline.api.Api;
import org.plumbline.collector.Appender;
import org.plumbline.collector.CollectorService;
import org.plumbline.collector.Owners;
import org.plumbline.engine.incident.Engine;
import org.plumbline.engine.incident.Policy;
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
   * @param clock the time in which the log and its incidents play
   * @throws Complaint when the address is in use
   */
  static Server open(Store store, Owners owners, InstantSource clock, InetSocketAddress listen)
      throws IOException {
    Appender appender = new Appender(store.log());
    CollectorService collector = new CollectorService(store, appender, owners, clock);
    Access access = new Access(store.tokens(), InstantSource.system(), Set.of());
    Api api = new Api(store.measurements(), store.directory(), store.incidents(), access, clock);
    WebServer web =
        WebServer.builder()
            .address(listen.getAddress())
            .port(listen.getPort())
            .shutdownHook(false)
            .contentEncoding(it -> it.addContentEncoding(CollectorService.gzipPosts()))
            .routing(routing -> {
              routing.register(collector);
              api.routing(routing, collector.methods());
            })
            .build();
    Runner runner = new Runner(store.log(), store.truth(), new Engine(Policy.standard())::accept);
    return new Server(appender, runner, started(web, listen), listen);
  }

  private static WebServer started(WebServer web, InetSocketAddress listen) {
    try {
      return web.start();
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new Complaint(
              ExitStatus.FAULT,
              "%s:%d cannot be listened on (%s); choose another with --listen ADDRESS:PORT (port 0 takes any that is free)"
                  .formatted(listen.getHostString(), listen.getPort(), cause.getMessage()));
        }
      }
      throw e;
    }
  }

  /** Begins to take facts in and to judge them. */
  void start() {
    appender.start();
    runner.start();
  }

  Runner runner() {
    return runner;
  }

  /** Where the dashboard is. */
  URI address() {
    InetAddress host = listen.getAddress();
    String shown =
        host instanceof Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
    return URI.create("http://" + shown + ":" + web.port());
  }

  @Override
  public void close() {
    web.stop();
    appender.close();
    runner.close();
  }
}
