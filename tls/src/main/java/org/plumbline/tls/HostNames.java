package org.plumbline.tls;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.plumbline.net.Addresses;

/** Whether a certificate is for a name (RFC 9525): alternative names alone, never the subject. */
final class HostNames {
  private HostNames() {}

  /**
   * The check that browsers make.
   *
   * @param serverName an A-label host name without the final dot, or an address
   */
  static boolean covers(X509Certificate leaf, String serverName) {
    boolean address = Addresses.isLiteral(serverName);
    for (List<?> entry : Certificates.alternatives(leaf)) {
      int kind = (Integer) entry.get(0);
      if (!(entry.get(1) instanceof String presented)) {
        continue;
      }
      boolean match =
          address
              ? kind == Certificates.IP_ADDRESS && sameAddress(presented, serverName)
              : kind == Certificates.DNS_NAME && matches(presented, serverName);
      if (match) {
        return true;
      }
    }
    return false;
  }

  /** A wildcard is the whole leftmost label and stands for exactly one (RFC 9525 section 6.3). */
  static boolean matches(String presented, String name) {
    String pattern = presented.toLowerCase(Locale.ROOT);
    String host = name.toLowerCase(Locale.ROOT);
    if (!pattern.startsWith("*.")) {
      return pattern.equals(host) && pattern.indexOf('*') < 0;
    }
    String rest = pattern.substring(1);
    int dot = host.indexOf('.');
    return dot > 0
        && rest.indexOf('*') < 0
        && host.substring(dot).equals(rest)
        && rest.indexOf('.', 1) > 0; // never a whole top-level domain
  }

  private static boolean sameAddress(String presented, String name) {
    if (!Addresses.isLiteral(presented)) {
      return false;
    }
    InetAddress asked = Addresses.parse(name);
    return Addresses.parse(presented).equals(asked);
  }
}
