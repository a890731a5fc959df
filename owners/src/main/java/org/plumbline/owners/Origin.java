package org.plumbline.owners;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.plumbline.net.Prefix;

/** What a zone of origins says of one address. */
record Origin(long asn, Prefix prefix) {
  private static final int ORIGINS_MAX = 16;
  private static final int NAME_FIELD = 4;

  /**
   * The origin of an address by the texts of an answer: the one of the longest prefix, and of
   * several systems that announce it the lowest number, so that a rotated answer says the same.
   *
   * @return empty when no text is one about this address: garbage, or a prefix that does not cover
   *     it, which would be a lie about others
   */
  static Optional<Origin> of(InetAddress address, List<String> texts) {
    return texts.stream()
        .limit(ORIGINS_MAX)
        .flatMap(text -> parse(text).stream())
        .filter(origin -> origin.prefix().contains(address))
        .min(
            Comparator.comparingInt((Origin origin) -> -origin.prefix().length())
                .thenComparingLong(Origin::asn));
  }

  private static Optional<Origin> parse(String text) {
    String[] fields = text.split("\\|", 3);
    if (fields.length < 2) {
      return Optional.empty();
    }
    try {
      Prefix prefix = Prefix.parse(fields[1].strip());
      return List.of(fields[0].strip().split("\\s+", ORIGINS_MAX)).stream()
          .flatMap(number -> AsNumbers.parse(number).stream())
          .min(Comparator.naturalOrder())
          .map(asn -> new Origin(asn, prefix));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The name of a system by the texts of an answer; empty when none is about this system. */
  static Optional<String> name(long asn, List<String> texts) {
    for (String text : texts) {
      String[] fields = text.split("\\|", NAME_FIELD + 1);
      if (fields.length > NAME_FIELD
          && AsNumbers.parse(fields[0].strip()).equals(Optional.of(asn))) {
        String name = Owner.of(asn, fields[NAME_FIELD].replaceFirst(", *[A-Z]{2}\\s*$", "")).name();
        return Optional.ofNullable(name);
      }
    }
    return Optional.empty();
  }
}
