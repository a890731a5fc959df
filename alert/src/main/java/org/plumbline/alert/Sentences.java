package org.plumbline.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.plumbline.model.Cause;
import org.plumbline.model.Incident;

/** How a mail words things. */
final class Sentences {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("HH:mm 'UTC', d MMMM uuuu", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Sentences() {}

  static String clock(Instant at) {
    return CLOCK.format(at);
  }

  static String moment(Instant at) {
    return MOMENT.format(at);
  }

  /** What the reader must know first. */
  static String headline(Message message) {
    Incident now = message.incident();
    boolean news = message.first().version() != now.version();
    return switch (now.state()) {
      case SUSPECTED -> "Suspected since " + moment(now.startedAt()) + ".";
      case OPEN ->
          (news ? "Open, with news; failing since " : "Open, failing since ")
              + moment(now.startedAt())
              + "."
              + severity(now);
      case RECOVERING ->
          "Recovering: it works again, and is called resolved when it stays so. Failing since "
              + moment(now.startedAt())
              + ".";
      case RESOLVED -> "Resolved: " + over(now) + worst(now);
      case RETRACTED -> "Retracted: what follows was no fault of the services.";
      case MERGED ->
          "Merged: this is part of another incident"
              + (now.mergedInto() == null ? "." : ", " + now.mergedInto() + ".");
    };
  }

  private static String over(Incident incident) {
    return incident.endedAt() == null
        ? "it works again."
        : "it works again since %s, after %s."
            .formatted(
                moment(incident.endedAt()),
                length(Duration.between(incident.startedAt(), incident.endedAt())));
  }

  private static String worst(Incident incident) {
    return incident.severity() == null ? "" : " At its worst it was " + word(incident) + ".";
  }

  private static String severity(Incident incident) {
    if (incident.severity() == null) {
      return "";
    }
    return switch (incident.severity()) {
      case DEGRADED -> " Degraded: slow, or few of the tests fail.";
      case PARTIAL -> " Partial: fewer than half of the networks that test it are hit.";
      case MAJOR -> " Major: half of the networks that test it, or more, are hit.";
      case GLOBAL -> " Global: nearly all networks are hit, on several continents.";
    };
  }

  private static String word(Incident incident) {
    return incident.severity() == null ? "" : incident.severity().word();
  }

  static String cause(Cause cause) {
    String where =
        cause.entity() == null
            ? ""
            : ": " + cause.entity().kind().word() + " " + cause.entity().id();
    return "%s%s (confidence %d %%)"
        .formatted(cause.category().word(), where, Math.round(cause.confidence() * 100));
  }

  static String length(Duration length) {
    long minutes = Math.max(0, length.toMinutes());
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48
        ? "%d h %d min".formatted(hours, minutes % 60)
        : "%d days %d h".formatted(hours / 24, hours % 24);
  }
}
