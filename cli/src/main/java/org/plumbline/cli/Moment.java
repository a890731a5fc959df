package org.plumbline.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.plumbline.config.Quantity;
import org.plumbline.wire.Visible;

/** A moment as people type it: a time, or how long ago. */
final class Moment {
  private Moment() {}

  /** {@code 2024-10-01T11:10:00Z}, or {@code 90m}, {@code 2h}, {@code 7d} before now. */
  static Instant parse(String text, InstantSource clock) {
    try {
      return Quantity.duration(text)
          .map(clock.instant()::minus)
          .orElseGet(() -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException malformed) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "a time is written 2024-10-01T11:10:00Z, or 2h for two hours ago, was "
              + Visible.text(text));
    }
  }
}
