package org.plumbline.probe;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.net.Addresses;

/**
 * Where one hop goes.
 *
 * @param host lower-case A-labels without the final dot, or an address without brackets
 * @param path with its query, beginning with a slash
 */
record Target(Check.Scheme scheme, String host, int port, String path) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int DNS_PORT = 53;

  /**
   * The first hop of a check.
   *
   * @throws IllegalArgumentException when the host is none
   */
  static Target of(Check check) {
    Integer given = check.port();
    int port = given == null ? defaultPort(check.scheme()) : given;
    String path = check.path() == null || check.path().isEmpty() ? "/" : check.path();
    String host = check.host() == null ? "" : host(check.host());
    return new Target(check.scheme(), host, port, path.startsWith("/") ? path : "/" + path);
  }

  static String host(String given) {
    String text = given.strip();
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (Addresses.isLiteral(bare)) {
      return Addresses.format(Addresses.parse(bare));
    }
    String ascii = bare.chars().allMatch(c -> c < 0x80) ? bare : IDN.toASCII(bare);
    String lower = ascii.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  static int defaultPort(Check.Scheme scheme) {
    return switch (scheme) {
      case HTTP -> HTTP_PORT;
      case DNS -> DNS_PORT;
      case HTTPS, TLS, TCP, PING -> HTTPS_PORT;
    };
  }

  boolean secure() {
    return scheme == Check.Scheme.HTTPS || scheme == Check.Scheme.TLS;
  }

  boolean web() {
    return scheme == Check.Scheme.HTTPS || scheme == Check.Scheme.HTTP;
  }

  boolean literal() {
    return Addresses.isLiteral(host);
  }

  /** Host, and the port where it is not the scheme's own: as a Host field and a URL write it. */
  String authority() {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == defaultPort(scheme) ? shown : shown + ":" + port;
  }

  String url() {
    return scheme.word() + "://" + authority() + path;
  }

  /** Where a Location leads (RFC 9110 section 10.2.2); empty when it cannot be followed. */
  Optional<Target> follow(@Nullable String location) {
    return location == null || location.isBlank()
        ? Optional.empty()
        : Locations.resolve(this, location.strip());
  }
}
