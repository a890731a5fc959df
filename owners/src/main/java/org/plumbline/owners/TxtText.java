package org.plumbline.owners;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The text of a TXT record in presentation form (RFC 1035 section 5.1). */
final class TxtText {
  private static final int OCTET_DIGITS = 3;

  private TxtText() {}

  /** Its character-strings put together, escapes undone; octets that are no UTF-8 are replaced. */
  static String of(String presentation) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    boolean quoted = false;
    for (int i = 0; i < presentation.length(); i++) {
      char c = presentation.charAt(i);
      if (c == '\\' && isOctet(presentation, i + 1)) {
        octets.write(Integer.parseInt(presentation.substring(i + 1, i + 1 + OCTET_DIGITS)));
        i += OCTET_DIGITS;
      } else if (c == '\\' && i + 1 < presentation.length()) {
        i++;
        octets.write(presentation.charAt(i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (quoted || c != ' ') { // blanks outside of quotes stand between strings
        octets.write(c);
      }
    }
    return octets.toString(StandardCharsets.UTF_8);
  }

  private static boolean isOctet(String text, int from) {
    if (from + OCTET_DIGITS > text.length()) {
      return false;
    }
    for (int i = from; i < from + OCTET_DIGITS; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
