package org.plumbline.dns;

import java.util.Locale;

/** Domain names as text: lower-case, without the final dot; the root is the empty text. */
final class Names {
  static final String ROOT = "";

  private Names() {}

  static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean dotted = lower.endsWith(".") && !lower.endsWith("\\.");
    return dotted ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** As records write it: the root is a dot. */
  static String shown(String name) {
    return name.isEmpty() ? "." : name;
  }

  /** Whether the name is the zone's own or below it. */
  static boolean within(String name, String zone) {
    return zone.isEmpty()
        || name.equals(zone)
        || (name.endsWith("." + zone) && !name.endsWith("\\." + zone));
  }

  static boolean below(String name, String zone) {
    return within(name, zone) && !name.equals(zone);
  }

  /** The name without its first label; a dot inside a label is written {@code \.}. */
  static String parent(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '.') {
        return name.substring(i + 1);
      }
    }
    return ROOT;
  }
}
