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
  /** What a wait bounds: a scaled clock gives each kind its own least real time. */
  enum Wait {
    /** One operation: a connection, a question, a handshake. */
    OPERATION,
    /** The client's path of one run. */
    ROUTINE_RUN,
    /** A whole run of diagnostic depth. */
    DIAGNOSTIC_RUN
  }

  /**
   * Connects a TCP socket.
   *
   * @param limit longest <em>real</em> time to wait (see {@link #realWait})
   * @return a connected socket, to be closed by the caller
   * @throws IOException as the platform says it: refused, unreachable, timed out
   */
  Socket connect(Endpoint remote, Duration limit) throws IOException;

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
  Duration realWait(Wait wait, Duration configured);
}
