package org.plumbline.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.plumbline.net.Endpoint;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** How a resolver of the lab asks a name server: over loopback sockets, as of a moment. */
final class Upstream {
  /**
   * Real time. Loopback loses nothing and an unreachable server is not asked, so only an overloaded
   * machine lets this pass; long, because what it made of a cache would stay there.
   */
  private static final Duration WAIT = Duration.ofSeconds(5);

  private static final int TRIES_MAX = 2;
  private static final int RESPONSE_BYTES_MAX = 65_535;

  private final Scenario scenario;
  private final Ports ports;

  Upstream(Scenario scenario, Ports ports) {
    this.scenario = scenario;
    this.ports = ports;
  }

  /**
   * One question to one address.
   *
   * @return empty when the server could not be reached at that moment: the history of a cache is
   *     not waited for
   */
  Optional<Message> ask(Asker asker, InetAddress address, Name name, int type, Instant asOf) {
    WorldState world = scenario.at(asOf);
    if (world.reach(asker, address) != Reach.UP
        || !(world.hosts().get(address) instanceof Host.NameServer)) {
      return Optional.empty();
    }
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    query.addRecord(AsOf.option(asOf), Section.ADDITIONAL);
    try {
      InetSocketAddress target = ports.of(new Endpoint(address, Host.DNS_PORT), asker);
      for (int tries = 0; tries < TRIES_MAX; tries++) {
        Optional<Message> response = overUdp(target, query);
        if (response.isPresent()) {
          return response.get().getHeader().getFlag(Flags.TC) ? overTcp(target, query) : response;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Message> overUdp(InetSocketAddress target, Message query)
      throws IOException {
    byte[] wire = query.toWire();
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(target.getAddress(), 0))) {
      socket.connect(target);
      socket.setSoTimeout((int) WAIT.toMillis());
      socket.send(new DatagramPacket(wire, wire.length));
      DatagramPacket packet = new DatagramPacket(new byte[RESPONSE_BYTES_MAX], RESPONSE_BYTES_MAX);
      socket.receive(packet);
      return same(query, Arrays.copyOf(packet.getData(), packet.getLength()));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  private static Optional<Message> overTcp(InetSocketAddress target, Message query)
      throws IOException {
    byte[] wire = query.toWire();
    try (Socket socket = new Socket()) {
      socket.connect(target, (int) WAIT.toMillis());
      socket.setSoTimeout((int) WAIT.toMillis());
      byte[] framed = new byte[wire.length + 2];
      framed[0] = (byte) (wire.length >> 8);
      framed[1] = (byte) wire.length;
      System.arraycopy(wire, 0, framed, 2, wire.length);
      socket.getOutputStream().write(framed);
      byte[] length = socket.getInputStream().readNBytes(2);
      if (length.length < 2) {
        return Optional.empty();
      }
      int size = ((length[0] & 0xff) << 8) | (length[1] & 0xff);
      return same(query, socket.getInputStream().readNBytes(size));
    }
  }

  private static Optional<Message> same(Message query, byte[] wire) throws IOException {
    Message response = new Message(wire);
    boolean ours =
        response.getHeader().getID() == query.getHeader().getID()
            && response.getHeader().getFlag(Flags.QR);
    return ours ? Optional.of(response) : Optional.empty();
  }
}
