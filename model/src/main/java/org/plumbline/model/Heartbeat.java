package org.plumbline.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent on itself, once a minute.
 *
 * @param anchors targets that always work unless the agent's own uplink is broken
 * @param mustFail targets that never answer unless something lies to the agent
 * @param clockOffset the agent's clock minus the server's
 * @param collector which collector took it, where there are several
 */
public record Heartbeat(
    String vantage,
    Instant at,
    int epoch,
    @Nullable Duration uptime,
    @Nullable Tally anchors,
    @Nullable Tally mustFail,
    @Nullable Long produced,
    @Nullable Long acknowledged,
    @Nullable Long queued,
    @Nullable Long dropped,
    @Nullable Duration clockOffset,
    List<Family> families,
    @Nullable String version,
    @Nullable String collector)
    implements Entry {
  /** How many were tried and how many answered. */
  public record Tally(int tried, int ok) {}

  public Heartbeat {
    families = List.copyOf(families);
  }

  @Override
  public String kind() {
    return "heartbeat";
  }
}
