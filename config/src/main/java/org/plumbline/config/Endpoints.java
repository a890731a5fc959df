package org.plumbline.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Addresses as people write them: literals only, no name is ever looked up. */
final class Endpoints {
  private static final String IPV4 = "\\d{1,3}(\\.\\d{1,3}){3}";
  private static final int PORT_MAX = 65_535;

  private Endpoints() {}

  /** {@code ADDRESS:PORT}, a version 6 address in brackets; {@code localhost} is 127.0.0.1. */
  static Optional<InetSocketAddress> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (host.indexOf(':') >= 0 && !bracketed) {
      return Optional.empty();
    }
    String literal = bracketed ? host.substring(1, host.length() - 1) : host;
    return address(literal.equals("localhost") ? "127.0.0.1" : literal)
        .flatMap(address ->
            port(text.substring(colon + 1)).map(port -> new InetSocketAddress(address, port)));
  }

  /** Whether a text is an address, or an address with {@code @PORT}. */
  static boolean isResolver(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? address(text).isPresent()
        : address(text.substring(0, at)).isPresent() && port(text.substring(at + 1)).isPresent();
  }

  /** Whether a text is {@code ADDRESS/BITS}. */
  static boolean isPrefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return false;
    }
    Optional<InetAddress> address = address(text.substring(0, slash));
    String bits = text.substring(slash + 1);
    return address.isPresent()
        && bits.matches("\\d{1,3}")
        && Integer.parseInt(bits) <= address.get().getAddress().length * Byte.SIZE;
  }

  private static Optional<InetAddress> address(String literal) {
    try {
      // The JDK also reads shortened forms such as 10.1, which people do not mean.
      return literal.contains(":") || literal.matches(IPV4)
          ? Optional.of(InetAddress.ofLiteral(literal))
          : Optional.empty();
    } catch (IllegalArgumentException notALiteral) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> port(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= PORT_MAX
        ? Optional.of(Integer.valueOf(text))
        : Optional.empty();
  }
}
