package org.plumbline.engine.diagnose;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in sentences: always UTC, and they say so. */
final class RunTimes {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static String write(Instant instant) {
    return MINUTE.format(instant);
  }

  private RunTimes() {}
}
