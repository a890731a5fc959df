package org.plumbline.cli;

import java.net.IDN;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Expectation;
import org.plumbline.model.Family;
import org.plumbline.model.Service;
import org.plumbline.wire.Visible;

/**
 * What a person typed to be looked at: a bare host, {@code host:port}, or a URL.
 *
 * @param guessed no scheme was written: TLS where the port answers TLS, else TCP
 */
record LookTarget(
    Check.Scheme scheme, String host, int port, @Nullable String path, boolean guessed) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int PORT_MAX = 65_535;

  /**
   * Reads a target. Hosts are lower-cased, made A-labels, and lose their final dot; underscores are
   * welcome (RFC 2181 section 11), user information is dropped.
   *
   * @throws Complaint when it is none
   */
  static LookTarget parse(String typed) {
    String text = typed.strip();
    int slashes = text.indexOf("://");
    if (slashes < 0) {
      Authority bare = Authority.of(typed, beforePath(text));
      String path = path(text);
      boolean port = bare.port() >= 0 && path == null;
      return new LookTarget(
          port ? Check.Scheme.TLS : Check.Scheme.HTTPS,
          bare.host(),
          bare.port() < 0 ? HTTPS : bare.port(),
          port ? null : path == null ? "/" : path,
          port);
    }
    Check.Scheme scheme = scheme(typed, text.substring(0, slashes).toLowerCase(Locale.ROOT));
    String rest = text.substring(slashes + 3);
    Authority authority = Authority.of(typed, beforePath(rest));
    boolean web = scheme == Check.Scheme.HTTPS || scheme == Check.Scheme.HTTP;
    int port = authority.port() < 0 ? defaultPort(typed, scheme) : authority.port();
    String path = path(rest);
    return new LookTarget(
        scheme, authority.host(), port, web ? (path == null ? "/" : path) : null, false);
  }

  private static Check.Scheme scheme(String typed, String word) {
    return switch (word) {
      case "https" -> Check.Scheme.HTTPS;
      case "http" -> Check.Scheme.HTTP;
      case "tls" -> Check.Scheme.TLS;
      case "tcp" -> Check.Scheme.TCP;
      default -> throw wrong(typed, "the scheme must be https, http, tls or tcp, was " + word);
    };
  }

  private static int defaultPort(String typed, Check.Scheme scheme) {
    return switch (scheme) {
      case HTTP -> HTTP;
      case HTTPS, TLS -> HTTPS;
      case TCP, DNS, PING -> throw wrong(typed, "a port is missing");
    };
  }

  private static String beforePath(String text) {
    int end = 0;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }

  private static @Nullable String path(String text) {
    String path = text.substring(beforePath(text).length()).replaceFirst("#.*", "");
    return path.isEmpty() ? null : path.startsWith("/") ? path : "/" + path;
  }

  private static Complaint wrong(String typed, String why) {
    return new Complaint(ExitStatus.WRONG_USAGE, "target " + Visible.text(typed) + ": " + why);
  }

  private record Authority(String host, int port) {
    static Authority of(String typed, String text) {
      String bare = text.substring(text.lastIndexOf('@') + 1);
      int colon = bare.lastIndexOf(':');
      boolean literal6 = bare.indexOf(':') != colon && !bare.startsWith("[");
      boolean hasPort = colon >= 0 && !literal6 && colon > bare.lastIndexOf(']');
      String host = hasPort ? bare.substring(0, colon) : bare;
      return new Authority(
          normal(typed, host), hasPort ? port(typed, bare.substring(colon + 1)) : -1);
    }

    private static int port(String typed, String text) {
      if (!text.matches("[0-9]{1,5}")) {
        throw wrong(typed, "the port must be 1 to 65535, was " + Visible.text(text));
      }
      int port = Integer.parseInt(text);
      if (port < 1 || port > PORT_MAX) {
        throw wrong(typed, "the port must be 1 to 65535, was " + text);
      }
      return port;
    }

    private static String normal(String typed, String host) {
      String bare =
          host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
      String dotless = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
      boolean ascii = dotless.chars().allMatch(c -> c > ' ' && c < 0x7f);
      try {
        String name = ascii ? dotless : IDN.toASCII(dotless);
        if (!name.isEmpty()
            && name.chars().noneMatch(c -> c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0)) {
          return name.toLowerCase(Locale.ROOT);
        }
      } catch (IllegalArgumentException e) {
        throw wrong(typed, "no host can be made of it");
      }
      throw wrong(typed, "a host is missing, or holds what no host can");
    }
  }

  /** The same host and port, asked for nothing but a connection. */
  LookTarget asTcp() {
    return new LookTarget(Check.Scheme.TCP, host, port, null, false);
  }

  String checkId() {
    return host + "/" + scheme.word();
  }

  /** The ad-hoc check of a look. */
  Check check(Duration timeout, List<Family> families) {
    return new Check(
        checkId(),
        host,
        port,
        scheme,
        path,
        Duration.ofMinutes(1),
        timeout,
        families,
        Expectation.ORDINARY,
        null);
  }

  /** The ad-hoc service of a look. */
  Service service(Check check) {
    return new Service(host, null, null, 1, null, List.of(check), List.of());
  }
}
