package org.plumbline.owners;

import java.util.Optional;

/** Numbers of autonomous systems as text (RFC 5396, "asplain"). */
final class AsNumbers {
  /** They are unsigned, of 32 bits (RFC 6793). */
  static final long MAX = 0xFFFF_FFFFL;

  private static final int DIGITS_MAX = 10;

  private AsNumbers() {}

  /** Reads {@code 64500} or {@code AS64500}; empty when it is neither, zero, or too large. */
  static Optional<Long> parse(String text) {
    String digits = text.regionMatches(true, 0, "AS", 0, 2) ? text.substring("AS".length()) : text;
    boolean plain =
        !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? of(Long.parseLong(digits)) : Optional.empty();
  }

  static Optional<Long> of(long number) {
    return number >= 1 && number <= MAX ? Optional.of(number) : Optional.empty();
  }
}
