package org.plumbline.net;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Addresses as text, both ways, without ever asking a resolver. */
public final class Addresses {
  private static final int GROUPS = 8;

  private Addresses() {}

  /**
   * The address that a literal writes; an IPv6 one may stand in brackets.
   *
   * @throws IllegalArgumentException when it is not an address literal (a host name, say)
   */
  public static InetAddress parse(String literal) {
    boolean bracketed = literal.startsWith("[") && literal.endsWith("]");
    return InetAddress.ofLiteral(bracketed ? literal.substring(1, literal.length() - 1) : literal);
  }

  /** Whether {@link #parse} would take it. */
  public static boolean isLiteral(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The canonical text: dotted decimal, or RFC 5952 for IPv6 (no zone). */
  public static String format(InetAddress address) {
    if (address instanceof Inet4Address) {
      return address.getHostAddress();
    }
    byte[] octets = address.getAddress();
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((octets[2 * i] & 0xff) << 8) | (octets[2 * i + 1] & 0xff);
    }
    int start = -1;
    int length = 1; // RFC 5952 section 4.2.2: one zero group alone is not shortened
    for (int i = 0; i < GROUPS; i++) {
      int run = 0;
      while (i + run < GROUPS && groups[i + run] == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
