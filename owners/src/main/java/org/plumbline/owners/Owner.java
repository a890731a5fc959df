package org.plumbline.owners;

import org.jspecify.annotations.Nullable;

/**
 * Who announces an address.
 *
 * @param asn number of the autonomous system, 1 to 4,294,967,295 (RFC 6793)
 * @param name of the owner, where it is known
 */
public record Owner(long asn, @Nullable String name) {
  /** Longest name that is kept, in characters. */
  static final int NAME_CHARS_MAX = 100;

  public Owner {
    if (asn < 1 || asn > AsNumbers.MAX) {
      throw new IllegalArgumentException("asn must be 1 to " + AsNumbers.MAX + ", was " + asn);
    }
  }

  /** With a name from outside: cleaned and cut; blank is none. */
  static Owner of(long asn, @Nullable String hostile) {
    if (hostile == null) {
      return new Owner(asn, null);
    }
    String clean = hostile.replaceAll("\\p{C}", "?").strip();
    if (clean.isEmpty()) {
      return new Owner(asn, null);
    }
    int end =
        clean.offsetByCodePoints(
            0, Math.min(NAME_CHARS_MAX, clean.codePointCount(0, clean.length())));
    return new Owner(asn, clean.substring(0, end));
  }
}
