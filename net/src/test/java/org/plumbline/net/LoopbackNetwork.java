package org.plumbline.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An internet of virtual endpoints, each really a port on loopback. What is not mapped refuses;
 * what is silent never answers; what is unreachable has no route from here.
 */
public final class LoopbackNetwork implements Network {
  private final Map<Endpoint, Integer> ports = new ConcurrentHashMap<>();
  private final Set<InetAddress> silent = ConcurrentHashMap.newKeySet();
  private final Set<InetAddress> unroutable = ConcurrentHashMap.newKeySet();
  private final Duration longestWait;

  /**
   * A network on which no wait is longer than this.
   *
   * @param longestWait real time
   */
  public LoopbackNetwork(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /** Makes a virtual endpoint that port on loopback. */
  public LoopbackNetwork map(String address, int port, int loopbackPort) {
    ports.put(new Endpoint(Addresses.parse(address), port), loopbackPort);
    return this;
  }

  /** Makes an address swallow everything. */
  public LoopbackNetwork silence(String address) {
    silent.add(Addresses.parse(address));
    return this;
  }

  /** Takes the route to an address away. */
  public LoopbackNetwork unroute(String address) {
    unroutable.add(Addresses.parse(address));
    return this;
  }

  @Override
  public Socket connect(Endpoint remote, Duration limit) throws IOException {
    if (unroutable.contains(remote.address())) {
      throw new ConnectException("Network is unreachable");
    }
    if (silent.contains(remote.address()) || limit.isZero()) {
      throw new SocketTimeoutException("Connect timed out");
    }
    Integer port = ports.get(remote);
    if (port == null) {
      throw new ConnectException("Connection refused");
    }
    Socket socket = new Socket();
    socket.connect(loopback(port).toSocketAddress(), Deadline.socketMillis(limit));
    return socket;
  }

  @Override
  public DatagramSocket openUdp(Endpoint remote) throws IOException {
    if (unroutable.contains(remote.address())) {
      throw new SocketException("Network is unreachable");
    }
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Integer port = ports.get(remote);
    if (port == null || silent.contains(remote.address())) {
      socket.connect(socket.getLocalSocketAddress()); // only hears itself: its own questions
    } else {
      socket.connect(loopback(port).toSocketAddress());
    }
    return socket;
  }

  @Override
  public Duration realWait(Wait wait, Duration configured) {
    return configured.compareTo(longestWait) < 0 ? configured : longestWait;
  }

  private static Endpoint loopback(int port) {
    return new Endpoint(InetAddress.getLoopbackAddress(), port);
  }
}
