package org.plumbline.lab;

import java.util.List;
import java.util.Locale;

/** Which certificate names are for which host (RFC 9525 section 6.3). */
final class ServerNames {
  private ServerNames() {}

  static boolean match(List<String> names, String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    for (String name : names) {
      String pattern = name.toLowerCase(Locale.ROOT);
      boolean wildcard = pattern.startsWith("*.") && dot > 0;
      if (pattern.equals(wanted)
          || (wildcard && pattern.substring(1).equals(wanted.substring(dot)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The certificate that a host presents for a server name: the first that is for it, or the first.
   */
  static CertificateSpec choose(List<CertificateSpec> certificates, String serverName) {
    for (CertificateSpec certificate : certificates) {
      if (match(certificate.names(), serverName)) {
        return certificate;
      }
    }
    return certificates.getFirst();
  }
}
