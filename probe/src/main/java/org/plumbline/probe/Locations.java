package org.plumbline.probe;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.model.Check;

/**
 * References resolved against a URL (RFC 3986 section 5). Our own, because the JDK's URI knows no
 * host with an underscore and browsers open such names.
 */
final class Locations {
  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "(?i)(?:(https?):)?//(?:[^/?#@]*@)?(\\[[0-9a-f:.]+]|[^/?#:@\\[\\]]+)(?::(\\d{0,5}))?"
              + "([^#]*)(?:#.*)?");

  private static final int PORT_MAX = 65_535;

  private Locations() {}

  static Optional<Target> resolve(Target base, String location) {
    Matcher absolute = ABSOLUTE.matcher(location);
    if (absolute.matches()) {
      return absolute(base, absolute);
    }
    if (location.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
      return Optional.empty(); // another scheme: nothing that we can follow
    }
    String reference = withoutFragment(location);
    String path;
    if (reference.isEmpty()) {
      path = base.path();
    } else if (reference.startsWith("/")) {
      path = reference;
    } else if (reference.startsWith("?")) {
      path = withoutQuery(base.path()) + reference;
    } else {
      String folder = withoutQuery(base.path());
      path = folder.substring(0, folder.lastIndexOf('/') + 1) + reference;
    }
    return Optional.of(new Target(base.scheme(), base.host(), base.port(), normal(path)));
  }

  private static Optional<Target> absolute(Target base, Matcher matcher) {
    String word = matcher.group(1);
    Check.Scheme scheme =
        word == null
            ? base.scheme()
            : word.toLowerCase(Locale.ROOT).equals("https")
                ? Check.Scheme.HTTPS
                : Check.Scheme.HTTP;
    String digits = matcher.group(3);
    int port =
        digits == null || digits.isEmpty() ? Target.defaultPort(scheme) : Integer.parseInt(digits);
    String rest = matcher.group(4);
    String path = rest.startsWith("/") ? rest : "/" + rest;
    if (port < 1 || port > PORT_MAX) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Target(scheme, Target.host(matcher.group(2)), port, normal(path)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Dot segments removed (RFC 3986 section 5.2.4), blanks and controls escaped. */
  private static String normal(String path) {
    String query = path.indexOf('?') < 0 ? "" : path.substring(path.indexOf('?'));
    StringBuilder out = new StringBuilder();
    String[] segments = withoutQuery(path).split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals("..")) {
        out.setLength(Math.max(0, out.lastIndexOf("/")));
        out.append(last ? "/" : "");
      } else if (segments[i].equals(".")) {
        out.append(last ? "/" : "");
      } else {
        out.append('/').append(segments[i]);
      }
    }
    String whole = (out.isEmpty() ? "/" : out.toString()) + query;
    StringBuilder escaped = new StringBuilder();
    for (byte octet : whole.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet < 0x7f) {
        escaped.append((char) octet);
      } else {
        escaped.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
      }
    }
    return escaped.toString();
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private static String withoutFragment(String reference) {
    int fragment = reference.indexOf('#');
    return fragment < 0 ? reference : reference.substring(0, fragment);
  }
}
