package org.plumbline.agent;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;

/** A way out that can be cut; nothing is sent. */
class FakeNetwork implements Network {
  static final Endpoint ANCHOR = new Endpoint(InetAddress.getLoopbackAddress(), 9);

  volatile boolean up = true;
  final AtomicInteger tries = new AtomicInteger();

  @Override
  public Socket connect(Endpoint remote, Duration limit) throws IOException {
    tries.incrementAndGet();
    if (!up) {
      throw new ConnectException("cut");
    }
    return new Socket();
  }

  @Override
  public DatagramSocket openUdp(Endpoint remote) {
    throw new UnsupportedOperationException("an agent sends no datagrams itself");
  }

  @Override
  public Duration realWait(Wait wait, Duration configured) {
    return configured;
  }
}
