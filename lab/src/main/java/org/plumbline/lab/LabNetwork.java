package org.plumbline.lab;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.plumbline.model.Family;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;

/** The virtual internet as one vantage sees it. */
final class LabNetwork implements Network {
  private static final Duration OPERATION_MIN = Duration.ofMillis(400);
  private static final Duration ROUTINE_MIN = Duration.ofSeconds(2);
  private static final Duration DIAGNOSTIC_MIN = Duration.ofSeconds(4);

  /** Until a lost SYN is sent again, scenario time (RFC 6298 section 2). */
  private static final Duration RETRANSMISSION = Duration.ofSeconds(1);

  private final String vantage;
  private final Scenario scenario;
  private final LabClock clock;
  private final Weather weather;
  private final Ports ports;

  LabNetwork(String vantage, Scenario scenario, LabClock clock, Weather weather, Ports ports) {
    this.vantage = vantage;
    this.scenario = scenario;
    this.clock = clock;
    this.weather = weather;
    this.ports = ports;
  }

  @Override
  public Socket connect(Endpoint remote, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    Way way = way(remote);
    switch (way.reach()) {
      case UNREACHABLE -> throw new NoRouteToHostException("No route to host");
      case DOWN -> throw timeout(limit);
      case REFUSED, UP -> {}
    }
    if (weather.losesEither(way.spec())) { // the second SYN comes through
      Duration stall = scaled(RETRANSMISSION);
      if (stall.compareTo(limit) >= 0) {
        throw timeout(limit);
      }
      pause(stall);
    }
    InetSocketAddress target =
        way.reach() == Reach.UP ? ports.of(remote, way.spec().asker()) : ports.closed();
    Socket socket = new Socket();
    try {
      long left = Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
      socket.connect(target, (int) Math.min(left, Integer.MAX_VALUE));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public DatagramSocket openUdp(Endpoint remote) throws IOException {
    Way way = way(remote);
    InetSocketAddress target =
        switch (way.reach()) {
          case UNREACHABLE -> throw new NoRouteToHostException("No route to host");
          case DOWN -> ports.silent();
          case REFUSED -> ports.closed();
          case UP -> ports.of(remote, way.spec().asker());
        };
    DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(local(target.getAddress()), 0));
    try {
      socket.connect(target);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public Duration realWait(Wait wait, Duration configured) {
    Duration least =
        switch (wait) {
          case OPERATION -> OPERATION_MIN;
          case ROUTINE_RUN -> ROUTINE_MIN;
          case DIAGNOSTIC_RUN -> DIAGNOSTIC_MIN;
        };
    Duration scaled = scaled(configured);
    return scaled.compareTo(least) > 0 ? scaled : least;
  }

  private record Way(VantageSpec spec, Reach reach) {}

  /** How a packet would fare now. */
  private Way way(Endpoint remote) throws IOException {
    Instant now = clock.instant();
    WorldState world = scenario.at(now);
    VantageSpec spec = world.vantages().get(vantage);
    if (spec == null) {
      throw new ConnectException("the vantage is not in the scenario any more");
    }
    Family family = remote.address() instanceof Inet6Address ? Family.V6 : Family.V4;
    if (!spec.vantage().families().contains(family)) {
      return new Way(spec, Reach.UNREACHABLE);
    }
    if (weather.uplinkDown(spec, now)) {
      return new Way(spec, Reach.DOWN);
    }
    Reach reach = world.reach(spec.asker(), remote.address());
    Host host = world.hosts().get(remote.address());
    boolean served = host != null && host.ports().contains(remote.port());
    return new Way(spec, reach == Reach.UP && !served ? Reach.REFUSED : reach);
  }

  private Duration scaled(Duration scenarioTime) {
    return Duration.ofNanos((long) (scenarioTime.toNanos() / clock.speed()));
  }

  private static InetAddress local(InetAddress target) {
    return target instanceof Inet6Address ? InetAddress.ofLiteral("::1") : Loopback.V4;
  }

  private static SocketTimeoutException timeout(Duration limit) throws IOException {
    pause(limit);
    return new SocketTimeoutException("Connect timed out");
  }

  private static void pause(Duration real) throws IOException {
    try {
      Thread.sleep(real);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.net.SocketException("Closed by interrupt");
    }
  }
}
