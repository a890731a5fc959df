package org.plumbline.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * The zones of origins of the lab: what the public ones say of the real internet, in the same form,
 * these say of the {@code networks} of a scenario. Every resolver holds them itself, as a local
 * zone; {@link LabWorld#originServer} has nothing else.
 */
public final class OriginZone {
  /** Below it stands an IPv4 address backwards. */
  public static final String V4 = "origin.asn.test";

  /** Below it stand the nibbles of an IPv6 address backwards. */
  public static final String V6 = "origin6.asn.test";

  /** Below it stand the autonomous systems, such as AS64500. */
  public static final String NAMES = "asn.test";

  private static final Name APEX = Name.fromConstantString(NAMES + ".");
  private static final Pattern SYSTEM = Pattern.compile("as(\\d{1,10})\\.asn\\.test");
  private static final Pattern REVERSED4 =
      Pattern.compile("((?:\\d{1,3}\\.){4})origin\\.asn\\.test");
  private static final Pattern REVERSED6 =
      Pattern.compile("((?:[0-9a-f]\\.){32})origin6\\.asn\\.test");
  private static final long TTL = 3_600;

  /** "User-assigned" in ISO 3166: a scenario states no country of a network. */
  private static final String NO_COUNTRY = "ZZ";

  private OriginZone() {}

  /** The response, without EDNS; empty when the question is about something else. */
  static Optional<Message> answer(Message query, WorldState world) {
    Record question = query.getQuestion();
    if (question == null
        || question.getDClass() != DClass.IN
        || !question.getName().subdomain(APEX)) {
      return Optional.empty();
    }
    Message response = DnsMessages.responseTo(query);
    response.getHeader().setFlag(Flags.RA);
    Optional<String> text = text(question.getName().toString(true).toLowerCase(Locale.ROOT), world);
    if (text.isEmpty()) {
      response.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    if (text.isPresent() && question.getType() == Type.TXT) {
      response.addRecord(
          new TXTRecord(question.getName(), DClass.IN, TTL, escaped(text.get())), Section.ANSWER);
    } else {
      response.addRecord(
          new SOARecord(APEX, DClass.IN, TTL, APEX, APEX, 1, TTL, TTL, TTL, TTL),
          Section.AUTHORITY);
    }
    return Optional.of(response);
  }

  private static Optional<String> text(String name, WorldState world) {
    Matcher system = SYSTEM.matcher(name);
    if (system.matches()) {
      return world.networks().values().stream()
          .filter(network -> Long.toString(network.asn()).equals(system.group(1)))
          .findFirst()
          .map(network ->
              "%d | %s | lab | | %s, %s"
                  .formatted(network.asn(), NO_COUNTRY, network.name(), NO_COUNTRY));
    }
    return address(name)
        .flatMap(world::holding)
        .map(holding ->
            "%d | %s/%d | %s | lab |"
                .formatted(
                    holding.network().asn(),
                    holding.prefix().address().getHostAddress(),
                    holding.prefix().length(),
                    NO_COUNTRY));
  }

  private static Optional<InetAddress> address(String name) {
    Matcher v4 = REVERSED4.matcher(name);
    Matcher v6 = REVERSED6.matcher(name);
    boolean isV4 = v4.matches();
    if (!isV4 && !v6.matches()) {
      return Optional.empty();
    }
    String[] labels = (isV4 ? v4 : v6).group(1).split("\\.", -1);
    byte[] octets = new byte[isV4 ? 4 : 16];
    for (int i = 0; i < octets.length; i++) {
      int octet =
          isV4
              ? Integer.parseInt(labels[3 - i])
              : Integer.parseInt(labels[31 - 2 * i] + labels[30 - 2 * i], 16);
      if (octet > 255) {
        return Optional.empty();
      }
      octets[i] = (byte) octet;
    }
    try {
      return Optional.of(InetAddress.getByAddress(octets));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every octet that is not plain ASCII as RFC 1035 section 5.1 writes it. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = octet >= ' ' && octet <= '~' && octet != '\\' && octet != '"';
      escaped.append(plain ? String.valueOf((char) octet) : "\\%03d".formatted(octet & 0xff));
    }
    return escaped.toString();
  }
}
