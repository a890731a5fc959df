package org.plumbline.owners;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Locale;
import org.plumbline.model.Question;

/**
 * The zones that say over DNS who announces an address, in the form that traceroute tools use: the
 * address backwards as in reverse DNS (RFC 1035 section 3.5, RFC 3596 section 2.5) below a zone, a
 * TXT record as answer.
 *
 * @param v4 holds {@code 1.2.0.192.ZONE}: {@code "AS | prefix | country | registry | date"}
 * @param v6 holds 32 nibbles below it, the same answer
 * @param names holds {@code AS64500.ZONE}: {@code "AS | country | registry | date | name"}
 */
public record OriginZones(String v4, String v6, String names) {
  /** The public zones that mtr(8) asks, too. */
  public static final OriginZones PUBLIC =
      new OriginZones("origin.asn.cymru.com", "origin6.asn.cymru.com", "asn.cymru.com");

  public OriginZones {
    v4 = normal(v4);
    v6 = normal(v6);
    names = normal(names);
  }

  private static String normal(String zone) {
    String lower = zone.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  Question origin(InetAddress address) {
    byte[] octets = address.getAddress();
    StringBuilder name = new StringBuilder();
    if (address instanceof Inet4Address) {
      for (int i = octets.length - 1; i >= 0; i--) {
        name.append(octets[i] & 0xff).append('.');
      }
      return new Question(name + v4, "TXT");
    }
    String nibbles = HexFormat.of().formatHex(octets);
    for (int i = nibbles.length() - 1; i >= 0; i--) {
      name.append(nibbles.charAt(i)).append('.');
    }
    return new Question(name + v6, "TXT");
  }

  Question name(long asn) {
    return new Question("as" + asn + "." + names, "TXT");
  }
}
