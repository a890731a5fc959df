package org.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSIDOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

final class AuthoritativeServerTest extends TinyTest {
  private static final String COM = "198.51.100.2";
  private static final String EXAMPLE = "198.51.100.4";
  private static final String HOST = "198.51.100.5";

  @Test
  void aParentRefersWithGlueForServersBelowItAndWithoutForOthers() throws Exception {
    open(file(""));
    Message referral = client("v1").ask(COM, "www.example.com", Type.A);
    assertThat(referral.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(texts(referral, Section.AUTHORITY)).contains("example.com. NS ns.example.com.");
    assertThat(texts(referral, Section.ADDITIONAL)).contains("ns.example.com. A 198.51.100.4");
    Message glueless = client("v1").ask(COM, "www.glueless.com", Type.A);
    assertThat(texts(glueless, Section.AUTHORITY)).contains("glueless.com. NS ns.host.org.");
    assertThat(glueless.getSection(Section.ADDITIONAL)).isEmpty();
  }

  @Test
  void theChildAnswersWithAuthority() throws Exception {
    open(file(""));
    Message answer = client("v1").ask(EXAMPLE, "www.example.com", Type.A);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(answer.getSection(Section.AUTHORITY)).isEmpty(); // minimal
    assertThat(texts(client("v1").ask(HOST, "www.glueless.com", Type.A), Section.AUTHORITY))
        .contains("glueless.com. NS ns.host.org.");
    assertThat(texts(client("v1").ask(EXAMPLE, "example.com", Type.SOA), Section.ANSWER))
        .contains("2025010101");
  }

  @Test
  void whatItDoesNotServeIsRefused() throws Exception {
    open(file(""));
    assertThat(client("v1").ask(EXAMPLE, "www.glueless.com", Type.A).getRcode())
        .isEqualTo(Rcode.REFUSED);
  }

  @Test
  void anAnswerTooLongForUdpIsTruncatedAndWholeOverTcp() throws Exception {
    open(file(""));
    Message udp = client("v1").ask(EXAMPLE, "long.example.com", Type.TXT);
    assertThat(udp.getHeader().getFlag(Flags.TC)).isTrue();
    Message tcp = client("v1").askTcp(EXAMPLE, "long.example.com", Type.TXT);
    assertThat(tcp.getHeader().getFlag(Flags.TC)).isFalse();
    assertThat(tcp.getSection(Section.ANSWER)).hasSize(8);
  }

  @Test
  void itsIdentityIsToldWhenAskedFor() throws Exception {
    open(file(""));
    Message query =
        Message.newQuery(Record.newRecord(Name.fromString("www.example.com."), Type.A, DClass.IN));
    query.addRecord(
        new OPTRecord(1_232, 0, 0, 0, List.of(new NSIDOption(new byte[0]))), Section.ADDITIONAL);
    EDNSOption option =
        client("v1").ask(EXAMPLE, query).getOPT().getOptions(EDNSOption.Code.NSID).getFirst();
    assertThat(new String(option.toWire(), StandardCharsets.US_ASCII)).endsWith("ns.example.com");
  }

  @Test
  void theAnswerMayDependOnWhereTheAskerStands() throws Exception {
    open(
        file("")
            .replace(
                "serves: [example.com], minimal: true}",
                """
                serves: [example.com], minimal: true,
                    views: [{from: {continent: EU}, serves: [example.com/other]}],
                    says: [{from: {country: US}, zones: [com], rcode: NOTIMP}]}\
                """));
    assertThat(Client.addresses(client("v1").ask(EXAMPLE, "www.example.com", Type.A)))
        .containsExactly("198.51.100.80");
    assertThat(Client.addresses(client("v2").ask(EXAMPLE, "www.example.com", Type.A)))
        .containsExactly("198.51.100.99");
  }

  @Test
  void refusalsDifferByPlace() throws Exception {
    open(
        file("")
            .replace(
                "serves: [example.com], minimal: true}",
                """
                serves: [example.com],
                    says: [{from: {country: US}, zones: [example.com], rcode: NOTIMP},
                           {rcode: REFUSED}]}\
                """));
    assertThat(client("v1").ask(EXAMPLE, "www.example.com", Type.A).getRcode())
        .isEqualTo(Rcode.NOTIMP);
    assertThat(client("v2").ask(EXAMPLE, "www.example.com", Type.A).getRcode())
        .isEqualTo(Rcode.REFUSED);
  }

  @Test
  void addressesTakeTurns() throws Exception {
    open(
        file("")
            .replace(
                "serves: [example.com], minimal: true}",
                "serves: [example.com], rotate: {every: 1m, give: 1}}")
            .replace(
                "    many 300 A     198.51.100.80\n",
                "    many 300 A 198.51.100.80\n    many 300 A 198.51.100.81\n"));
    List<String> first = Client.addresses(client("v1").ask(EXAMPLE, "many.example.com", Type.A));
    at(java.time.Duration.ofMinutes(1));
    List<String> second = Client.addresses(client("v1").ask(EXAMPLE, "many.example.com", Type.A));
    assertThat(first).hasSize(1).doesNotContainAnyElementsOf(second);
    assertThat(second).hasSize(1);
  }

  @Test
  void aVirtualServerWithAnIpv6AddressAnswersThere() throws Exception {
    open(file(""));
    assertThat(Client.addresses(client("v2").ask("2001:db8::5", "www.glueless.com", Type.A)))
        .containsExactly("198.51.100.80");
  }

  private static String texts(Message message, int section) {
    return message.getSection(section).stream()
        .map(r -> r.getName() + " " + Type.string(r.getType()) + " " + r.rdataToString())
        .collect(Collectors.joining("\n"));
  }
}
