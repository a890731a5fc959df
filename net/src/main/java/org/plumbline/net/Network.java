package org.plumbline.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * The way out to other hosts. The real internet is one implementation; the lab's virtual internet,
 * where every (server, asker) is a port on loopback, is the other.
 */
public interface Network {
  /**
   * Connects a TCP socket.
   *
   * @param wait longest time to wait, as configured; {@link #realWait} says how long that really is
   * @return a connected socket, to be closed by the caller
   * @throws IOException as the platform says it: refused, unreachable, timed out
   */
  Socket connect(Endpoint remote, Duration wait) throws IOException;

  /**
   * Opens a UDP socket on a random port that sends to, and receives from, one endpoint only.
   *
   * @throws IOException when no socket can be had or the address cannot be routed
   */
  DatagramSocket openUdp(Endpoint remote) throws IOException;

  /**
   * How long a configured wait really lasts: the same on the internet, shorter under a scaled
   * clock.
   */
  Duration realWait(Duration configured);
}
