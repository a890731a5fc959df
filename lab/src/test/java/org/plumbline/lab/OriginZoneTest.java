package org.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

final class OriginZoneTest extends TinyTest {
  private static final String RESOLVER = "192.0.2.53";

  private String text(String name) throws IOException {
    return text(client("v1").ask(RESOLVER, name, Type.TXT));
  }

  private static String text(Message response) {
    return response.getSection(Section.ANSWER).isEmpty()
        ? Rcode.string(response.getRcode())
        : response.getSection(Section.ANSWER).getFirst().rdataToString();
  }

  @Test
  void resolversSayWhoOwnsTheAddressesOfTheWorld() throws Exception {
    open(file(""));
    assertThat(text("80.100.51.198.origin.asn.test"))
        .isEqualTo("\"64501 | 198.51.100.0/24 | ZZ | lab |\"");
    assertThat(text("0.8." + "0.".repeat(22) + "8.b.d.0.1.0.0.2.origin6.asn.test"))
        .isEqualTo("\"64501 | 2001:db8:0:0:0:0:0:0/32 | ZZ | lab |\"");
    assertThat(text("AS64501.asn.test")).isEqualTo("\"64501 | ZZ | lab | | Far Net, ZZ\"");
  }

  @Test
  void whatNobodyOwnsDoesNotExist() throws Exception {
    open(file(""));
    assertThat(text("1.113.0.203.origin.asn.test")).isEqualTo("NXDOMAIN");
    assertThat(text("1.999.0.203.origin.asn.test")).isEqualTo("NXDOMAIN");
    assertThat(text("as1.asn.test")).isEqualTo("NXDOMAIN");
    Message other = client("v1").ask(RESOLVER, "as64501.asn.test", Type.A);
    assertThat(other.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(other.getSection(Section.ANSWER)).isEmpty();
  }

  @Test
  void aServerOfItsOwnHasTheseZonesAndNothingElse() throws Exception {
    open(file(""));
    assertThat(text(direct("80.100.51.198.origin.asn.test"))).startsWith("\"64501 | ");
    assertThat(direct("www.example.com").getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(world().addresses()).contains("198.51.100.80", "2001:db8::80");
  }

  private Message direct(String name) throws IOException {
    byte[] wire =
        Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.TXT, DClass.IN))
            .toWire();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(5_000);
      socket.connect(world().originServer().toSocketAddress());
      assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
      socket.send(new DatagramPacket(wire, wire.length));
      DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
      socket.receive(packet);
      return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
  }
}
