package org.plumbline.lab;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.plumbline.net.Endpoint;

/** DNS over UDP and TCP on one loopback port (RFC 1035 section 4.2). */
final class DnsListener implements Listener {
  /** What answers. */
  @FunctionalInterface
  interface Handler {
    /** Bytes of the response; empty when nothing comes back. */
    Optional<byte[]> answer(byte[] query, boolean udp);
  }

  private static final int QUERY_BYTES_MAX = 4_096;
  private static final int IN_FLIGHT_MAX = 128;
  private static final int BIND_TRIES_MAX = 50;
  private static final int TCP_QUERIES_MAX = 64;
  private static final Duration TCP_IDLE_MAX = Duration.ofSeconds(5);

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Handler handler;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);

  private DnsListener(DatagramSocket udp, ServerSocket tcp, Handler handler) {
    this.udp = udp;
    this.tcp = tcp;
    this.handler = handler;
  }

  static DnsListener open(InetAddress local, Handler handler) throws IOException {
    for (int tries = 1; ; tries++) {
      ServerSocket tcp = new ServerSocket(0, Loopback.BACKLOG, local);
      try {
        DatagramSocket udp = new DatagramSocket(new InetSocketAddress(local, tcp.getLocalPort()));
        DnsListener listener = new DnsListener(udp, tcp, handler);
        Thread.ofVirtual().name("lab-udp").start(listener::receive);
        Thread.ofVirtual().name("lab-tcp").start(listener::accept);
        return listener;
      } catch (IOException e) {
        tcp.close();
        if (tries == BIND_TRIES_MAX) {
          throw e;
        }
      }
    }
  }

  @Override
  public Endpoint local() {
    return new Endpoint(tcp.getInetAddress(), tcp.getLocalPort());
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void receive() {
    byte[] buffer = new byte[QUERY_BYTES_MAX];
    while (!udp.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        udp.receive(packet);
      } catch (IOException e) {
        continue; // closed, or an ICMP error of an earlier response
      }
      byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
      InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
      if (inFlight.tryAcquire()) { // beyond the bound a server loses packets, as real ones do
        Thread.ofVirtual().start(() -> respond(query, from));
      }
    }
  }

  private void respond(byte[] query, InetSocketAddress to) {
    try {
      Optional<byte[]> answer = handler.answer(query, true);
      if (answer.isPresent()) {
        udp.send(new DatagramPacket(answer.get(), answer.get().length, to));
      }
    } catch (IOException e) {
      // the asker has gone away
    } finally {
      inFlight.release();
    }
  }

  private void accept() {
    while (!tcp.isClosed()) {
      try {
        Socket socket = tcp.accept();
        Thread.ofVirtual().start(() -> converse(socket));
      } catch (IOException e) {
        // closed: the loop ends
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      socket.setSoTimeout((int) TCP_IDLE_MAX.toMillis());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (int n = 0; n < TCP_QUERIES_MAX; n++) {
        int length = in.readUnsignedShort();
        byte[] query = in.readNBytes(Math.min(length, QUERY_BYTES_MAX));
        if (query.length < length) {
          return;
        }
        Optional<byte[]> answer = handler.answer(query, false);
        if (answer.isEmpty()) {
          return;
        }
        byte[] framed = new byte[answer.get().length + 2];
        framed[0] = (byte) (answer.get().length >> 8);
        framed[1] = (byte) answer.get().length;
        System.arraycopy(answer.get(), 0, framed, 2, answer.get().length);
        out.write(framed);
        out.flush();
      }
    } catch (IOException e) {
      // the asker has gone away, or is idle
    }
  }
}
