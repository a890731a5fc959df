package org.plumbline.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code enrich}: {@code dns}, {@code none}, a file, or zones of one's own. */
final class EnrichReader {
  private static final String KEY = "enrich";
  private static final String RULE = "must be dns, none, {file: PATH} or {zones: {...}}";

  /** The nibbles of an IPv6 address come before a zone: both are one name (RFC 1035, 2.3.4). */
  private static final int ZONE_CHARS_MAX = 180;

  private static final Pattern ZONE =
      Pattern.compile(
          "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)+");

  private EnrichReader() {}

  /**
   * What a section says by its key {@code enrich}; the public zones when it is absent.
   *
   * @param folder which a path is relative to
   */
  static Enrich read(Section above, Path folder) {
    if (!above.hasMapping(KEY)) {
      return above.value(
          KEY, new Enrich.PublicZones(), new Enrich.None(), EnrichReader::word, RULE);
    }
    Section section = above.section(KEY);
    boolean file = section.has("file");
    if (file == section.has("zones")) {
      above.complain(KEY, RULE);
    }
    Enrich read = file ? file(section, folder) : zones(section.section("zones"));
    section.done();
    return read;
  }

  private static Optional<Enrich> word(String text) {
    return switch (text) {
      case "dns" -> Optional.of(new Enrich.PublicZones());
      case "none" -> Optional.of(new Enrich.None());
      default -> Optional.empty();
    };
  }

  private static Enrich file(Section section, Path folder) {
    return new Enrich.File(
        folder.resolve(
            section.value(
                "file",
                null,
                "",
                text -> Optional.of(text).filter(EnrichReader::isKnownForm),
                "must be the path of a .mmdb or .csv file")));
  }

  private static boolean isKnownForm(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".mmdb") || lower.endsWith(".csv");
  }

  private static Enrich zones(Section section) {
    Enrich read =
        new Enrich.Zones(zone(section, "origin"), zone(section, "origin6"), zone(section, "names"));
    section.done();
    return read;
  }

  private static String zone(Section section, String key) {
    return section.value(
        key,
        null,
        "",
        text ->
            Optional.of(text.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
                .filter(it -> it.length() <= ZONE_CHARS_MAX && ZONE.matcher(it).matches()),
        "must be the name of a DNS zone, at most " + ZONE_CHARS_MAX + " characters");
  }
}
