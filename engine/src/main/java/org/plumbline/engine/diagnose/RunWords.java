package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small pieces of the sentences of a verdict. */
final class RunWords {
  private static final int NAMED_MAX = 4;

  /** "a", "a and b", "a, b and c", "a, b, c and 9 more". */
  static String list(Collection<String> things) {
    List<String> all = List.copyOf(things);
    List<String> named = new ArrayList<>(all.subList(0, Math.min(all.size(), NAMED_MAX)));
    if (all.size() > NAMED_MAX) {
      named.set(NAMED_MAX - 1, all.size() - NAMED_MAX + 1 + " more");
    }
    if (named.size() <= 1) {
      return String.join("", named);
    }
    return String.join(", ", named.subList(0, named.size() - 1)) + " and " + named.getLast();
  }

  /** "1 server", "2 servers". */
  static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** The zone in a sentence. */
  static String zone(@Nullable String zone) {
    return ".".equals(zone) ? "the root" : String.valueOf(zone);
  }

  /** "2 of 6 name servers of Z (a and b)". */
  static String servers(List<String> named, int all, @Nullable String zone) {
    return named.size()
        + " of "
        + count(all, "name server")
        + " of "
        + zone(zone)
        + " ("
        + list(named)
        + ")";
  }

  static String network(@Nullable Long asn) {
    return asn == null ? "the first hops" : "AS" + asn;
  }

  /** The text with a full stop, and a capital first letter unless it begins with a host. */
  static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String end = text.endsWith(".") ? "" : ".";
    int space = text.indexOf(' ');
    boolean host = text.substring(0, space < 0 ? text.length() : space).indexOf('.') >= 0;
    return host
        ? text + end
        : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1) + end;
  }

  private RunWords() {}
}
