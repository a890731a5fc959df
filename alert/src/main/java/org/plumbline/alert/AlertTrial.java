package org.plumbline.alert;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.config.AlertSettings;
import org.plumbline.model.Incident;
import org.plumbline.model.Severity;
import org.plumbline.net.Deadline;

/** A test message through the channels of a configuration, sent once and not kept. */
public final class AlertTrial {
  private static final Duration TRY_MAX = Duration.ofSeconds(20);

  /**
   * What came of it.
   *
   * @param recipient empty for a channel that is one recipient itself
   * @param problem absent when it arrived
   */
  public record Result(String channel, String recipient, @Nullable String problem) {}

  private AlertTrial() {}

  /**
   * Sends a test to every recipient, one after the other.
   *
   * @param channel the only channel to use; empty means all
   */
  public static List<Result> run(
      AlertSettings settings, Optional<String> channel, URI dashboard, InstantSource clock) {
    Incident test = test(clock.instant());
    List<Result> results = new ArrayList<>();
    for (Channel each : Channels.of(settings, dashboard, clock)) {
      if (channel.isEmpty() || channel.get().equals(each.id())) {
        for (String recipient : each.recipients()) {
          Sent sent = each.send(new Message(test, test), recipient, Deadline.after(TRY_MAX));
          results.add(new Result(each.id(), recipient, problem(sent)));
        }
      }
    }
    return List.copyOf(results);
  }

  private static @Nullable String problem(Sent sent) {
    return switch (sent) {
      case Sent.Accepted() -> null;
      case Sent.Later(String problem, Duration asked) -> problem;
      case Sent.Refused(String problem) -> problem;
      case Sent.Gone(String problem) -> problem;
    };
  }

  /** An incident of the usual form about nothing: no service, no cause, nobody hit. */
  private static Incident test(Instant now) {
    return new Incident(
        "%016x".formatted(now.toEpochMilli()),
        1,
        Incident.State.OPEN,
        now,
        now,
        now,
        null,
        "Test of this channel: nothing is wrong",
        "Somebody ran `plumb alert test`. That this message arrived is all that it says.",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Incident.Scope(Map.of(), List.of(), List.of()),
        Severity.DEGRADED,
        false,
        false,
        new Incident.View(0, 0),
        List.of(),
        null,
        null,
        List.of(),
        null);
  }
}
