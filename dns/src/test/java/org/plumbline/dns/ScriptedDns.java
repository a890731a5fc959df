package org.plumbline.dns;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A DNS server on loopback, UDP and TCP at one port, that serves zones or whatever a script makes
 * of its answers.
 */
public final class ScriptedDns implements Closeable {
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final List<Zone> zones = new ArrayList<>();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile UnaryOperator<Message> twist = UnaryOperator.identity();
  private volatile boolean silent;
  private volatile boolean truncating;
  private volatile boolean forging;

  /** One zone's records, in the form {@code name TTL TYPE data}. */
  private record Zone(Name origin, List<Record> records) {}

  public ScriptedDns() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    ServerSocket listener = new ServerSocket(0, 50, loopback);
    DatagramSocket datagrams = udpAt(listener.getLocalPort(), loopback);
    for (int tries = 0; datagrams == null && tries < 20; tries++) { // somebody else has that port
      listener.close();
      listener = new ServerSocket(0, 50, loopback);
      datagrams = udpAt(listener.getLocalPort(), loopback);
    }
    tcp = listener;
    udp = Objects.requireNonNull(datagrams, "no port that is free for both transports");
    Thread.ofVirtual().start(this::serveUdp);
    Thread.ofVirtual().start(this::serveTcp);
  }

  private static @Nullable DatagramSocket udpAt(int port, InetAddress address) {
    try {
      return new DatagramSocket(port, address);
    } catch (IOException e) {
      return null;
    }
  }

  public int port() {
    return udp.getLocalPort();
  }

  /** Questions seen so far, of either transport. */
  public int questions() {
    return questions.get();
  }

  /** Serves a zone; records one a line, names absolute. */
  public ScriptedDns zone(String origin, String records) {
    try {
      Name name = Name.fromString(origin, Name.root);
      List<Record> parsed = new ArrayList<>();
      for (String line : records.strip().split("\n", -1)) {
        String[] words = line.strip().split("\\s+", 4);
        Name owner = Name.fromString(words[0], Name.root);
        int type = Type.value(words[2]);
        long ttl = Long.parseLong(words[1]);
        parsed.add(Record.fromString(owner, type, DClass.IN, ttl, words[3], Name.root));
      }
      zones.add(new Zone(name, parsed));
      return this;
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Changes every answer before it is sent. */
  public ScriptedDns twist(UnaryOperator<Message> change) {
    this.twist = change;
    return this;
  }

  /** Answers nothing but an rcode. */
  public ScriptedDns rcode(int rcode) {
    return twist(answer -> {
      for (int section = Section.ANSWER; section <= Section.ADDITIONAL; section++) {
        answer.removeAllRecords(section);
      }
      answer.getHeader().unsetFlag(Flags.AA);
      answer.getHeader().setRcode(rcode);
      return answer;
    });
  }

  public ScriptedDns silent() {
    silent = true;
    return this;
  }

  /** Cuts every UDP answer. */
  public ScriptedDns truncating() {
    truncating = true;
    return this;
  }

  /** Sends a forgery with another id before each UDP answer. */
  public ScriptedDns forging() {
    forging = true;
    return this;
  }

  private void serveUdp() {
    byte[] buffer = new byte[4_096];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        questions.incrementAndGet();
        if (silent) {
          continue;
        }
        Message answer = answer(new Message(Arrays.copyOf(buffer, packet.getLength())));
        if (forging) {
          Message forged = answer.clone();
          forged.getHeader().setID((answer.getHeader().getID() + 1) & 0xffff);
          forged.getHeader().setRcode(Rcode.NXDOMAIN);
          send(packet, forged);
        }
        if (truncating) {
          answer.removeAllRecords(Section.ANSWER);
          answer.getHeader().setFlag(Flags.TC);
        }
        send(packet, answer);
      } catch (IOException e) {
        // a client that went away; the next one is served
      }
    }
  }

  private void send(DatagramPacket to, Message message) throws IOException {
    byte[] wire = message.toWire();
    udp.send(new DatagramPacket(wire, wire.length, to.getSocketAddress()));
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        questions.incrementAndGet();
        byte[] wire = answer(new Message(question)).toWire();
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(wire.length);
        out.write(wire);
        out.flush();
      } catch (IOException e) {
        // a client that went away; the next one is served
      }
    }
  }

  private Message answer(Message question) {
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    Record asked = question.getQuestion();
    answer.addRecord(asked, Section.QUESTION);
    if (question.getOPT() != null) {
      answer.addRecord(new OPTRecord(1_232, 0, 0), Section.ADDITIONAL);
    }
    Zone zone = nearest(asked.getName());
    if (zone == null) {
      answer.getHeader().setRcode(Rcode.REFUSED);
    } else {
      fill(answer, zone, asked.getName(), asked.getType(), 0);
    }
    return twist.apply(answer);
  }

  private @Nullable Zone nearest(Name name) {
    Zone best = null;
    for (Zone zone : zones) {
      boolean nearer = best == null || zone.origin().labels() > best.origin().labels();
      if (name.subdomain(zone.origin()) && nearer) {
        best = zone;
      }
    }
    return best;
  }

  private static void fill(Message answer, Zone zone, Name name, int type, int depth) {
    for (Name cut = name; cut.labels() > zone.origin().labels(); cut = new Name(cut, 1)) {
      List<Record> delegation = records(zone, cut, Type.NS);
      if (!delegation.isEmpty()) {
        delegation.forEach(record -> answer.addRecord(record, Section.AUTHORITY));
        records(zone, cut, Type.DS).forEach(ds -> answer.addRecord(ds, Section.AUTHORITY));
        for (Record ns : delegation) {
          Name host = ns.getAdditionalName();
          records(zone, host, Type.A).forEach(a -> answer.addRecord(a, Section.ADDITIONAL));
          records(zone, host, Type.AAAA).forEach(a -> answer.addRecord(a, Section.ADDITIONAL));
        }
        return;
      }
    }
    answer.getHeader().setFlag(Flags.AA);
    List<Record> found = records(zone, name, type);
    List<Record> alias = records(zone, name, Type.CNAME);
    if (!found.isEmpty()) {
      found.forEach(record -> answer.addRecord(record, Section.ANSWER));
    } else if (!alias.isEmpty() && depth < 16) {
      answer.addRecord(alias.getFirst(), Section.ANSWER);
      Name target = ((CNAMERecord) alias.getFirst()).getTarget();
      if (target.subdomain(zone.origin())) {
        fill(answer, zone, target, type, depth + 1);
      }
    } else {
      boolean exists = zone.records().stream().anyMatch(r -> r.getName().subdomain(name));
      answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
      records(zone, zone.origin(), Type.SOA)
          .forEach(soa -> answer.addRecord(soa, Section.AUTHORITY));
    }
  }

  private static List<Record> records(Zone zone, @Nullable Name name, int type) {
    return zone.records().stream()
        .filter(r -> r.getName().equals(name) && r.getType() == type)
        .toList();
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
