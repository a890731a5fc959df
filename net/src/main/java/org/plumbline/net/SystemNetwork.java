package org.plumbline.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** The real internet, by the operating system's sockets; a wait lasts as long as configured. */
public final class SystemNetwork implements Network {
  private final AddressPolicy policy;

  public SystemNetwork(AddressPolicy policy) {
    this.policy = policy;
  }

  /**
   * {@inheritDoc}
   *
   * @throws AddressRefused when the policy forbids the address
   */
  @Override
  public Socket connect(Endpoint remote, Duration limit) throws IOException {
    check(remote);
    int millis = Deadline.socketMillis(limit);
    if (millis == 0) {
      throw new SocketTimeoutException("Connect timed out");
    }
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(remote.toSocketAddress(), millis);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws AddressRefused when the policy forbids the address
   */
  @Override
  public DatagramSocket openUdp(Endpoint remote) throws IOException {
    check(remote);
    DatagramSocket socket = new DatagramSocket();
    try {
      socket.connect(remote.toSocketAddress());
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public Duration realWait(Wait wait, Duration configured) {
    return configured;
  }

  private void check(Endpoint remote) throws AddressRefused {
    Optional<String> refusal = policy.refusal(remote);
    if (refusal.isPresent()) {
      throw new AddressRefused(remote, refusal.get());
    }
  }
}
