package org.plumbline.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The cookies of one run's own hops (RFC 6265 sections 5.3 and 5.4), forgotten at its end. Expiry
 * dates are not read: no run lasts that long; an age of zero removes.
 */
final class Cookies {
  private static final int COOKIES_MAX = 50;
  private static final int COOKIE_CHARS_MAX = 4_096;

  private record Cookie(
      String name, String value, String domain, boolean hostOnly, String path, boolean secure) {}

  private final List<Cookie> kept = new ArrayList<>();

  /** Takes the Set-Cookie fields of a response from a target. */
  void take(Target from, List<String> fields) {
    for (String field : fields) {
      if (field.length() <= COOKIE_CHARS_MAX) {
        take(from, field);
      }
    }
  }

  private void take(Target from, String field) {
    String[] parts = field.split(";", -1);
    int equals = parts[0].indexOf('=');
    if (equals < 1) {
      return;
    }
    String domain = from.host();
    boolean hostOnly = true;
    String path = folder(from.path());
    boolean secure = false;
    boolean removed = false;
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      int at = part.indexOf('=');
      String value = at < 0 ? "" : part.substring(at + 1).strip();
      switch ((at < 0 ? part : part.substring(0, at)).strip().toLowerCase(Locale.ROOT)) {
        case "domain" -> {
          String wide = value.toLowerCase(Locale.ROOT);
          wide = wide.startsWith(".") ? wide.substring(1) : wide;
          if (!wide.isEmpty() && !within(from.host(), wide)) {
            return; // a cookie for somebody else
          }
          domain = wide.isEmpty() ? domain : wide;
          hostOnly = wide.isEmpty();
        }
        case "path" -> path = value.startsWith("/") ? value : path;
        case "secure" -> secure = true;
        case "max-age" -> removed = value.startsWith("-") || value.equals("0");
        default -> {
          continue;
        }
      }
    }
    String name = parts[0].substring(0, equals).strip();
    String value = parts[0].substring(equals + 1).strip();
    Cookie cookie = new Cookie(name, value, domain, hostOnly, path, secure);
    kept.removeIf(old ->
        old.name().equals(name)
            && old.domain().equals(cookie.domain())
            && old.path().equals(cookie.path()));
    if (!removed && kept.size() < COOKIES_MAX) {
      kept.add(cookie);
    }
  }

  /** The Cookie field for a target; empty when none applies. */
  String give(Target to) {
    List<String> pairs = new ArrayList<>();
    for (Cookie cookie : kept) {
      boolean host =
          cookie.hostOnly()
              ? to.host().equals(cookie.domain())
              : within(to.host(), cookie.domain());
      if (host && covers(cookie.path(), to.path()) && (!cookie.secure() || to.secure())) {
        pairs.add(cookie.name() + "=" + cookie.value());
      }
    }
    return String.join("; ", pairs);
  }

  private static boolean within(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  private static boolean covers(String cookiePath, String path) {
    return path.equals(cookiePath)
        || (path.startsWith(cookiePath)
            && (cookiePath.endsWith("/") || "/?".indexOf(path.charAt(cookiePath.length())) >= 0));
  }

  private static String folder(String path) {
    int query = path.indexOf('?');
    String bare = query < 0 ? path : path.substring(0, query);
    int slash = bare.lastIndexOf('/');
    return slash <= 0 ? "/" : bare.substring(0, slash);
  }
}
