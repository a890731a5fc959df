package org.plumbline.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Heartbeat;
import org.plumbline.store.Incidents;

/** Tells at the terminal where things are, how the local vantage is, and what happens. */
final class UpStory {
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final int CHANGES_MAX = 100;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final UpSystem system;
  private final int services;
  private final PrintWriter out;
  private final IncidentLines incidents;
  private @Nullable Boolean connected;
  private long seen;

  UpStory(UpSystem system, int services, PrintWriter out) {
    this.system = system;
    this.services = services;
    this.out = out;
    this.incidents = new IncidentLines(this::say, CLOCK::format);
  }

  /** Tells until it is interrupted. */
  void tell() throws InterruptedException {
    String vantage = system.local().vantage().id();
    say("Plumbline is at " + system.address());
    say(
        "Watching %d services from here: vantage %s, %s."
            .formatted(services, vantage, system.local().placedBy()));
    system.newAdminToken().ifPresent(secret -> say("Admin token, shown this once: " + secret));
    seen = system.store().incidents().lastChange();
    while (true) {
      system.heartbeat().ifPresent(this::uplink);
      Incidents known = system.store().incidents();
      if (known.awaitAfter(seen, WAIT)) {
        for (Incidents.Change change : known.changes(seen, CHANGES_MAX)) {
          seen = change.number();
          incidents.tell(change.incident());
        }
      }
    }
  }

  private void uplink(Heartbeat beat) {
    Heartbeat.Tally anchors = beat.anchors();
    if (anchors == null) {
      return;
    }
    boolean now = anchors.ok() > 0;
    if (connected == null || connected != now) {
      connected = now;
      say(
          now
              ? "This vantage has an uplink: %d of %d anchors answer."
                  .formatted(anchors.ok(), anchors.tried())
              : Wrapped.text(
                  "This vantage has no uplink: none of %d anchors answers. Nothing is said of any service until one does."
                      .formatted(anchors.tried()),
                  ""));
    }
  }

  private void say(String text) {
    out.println(text);
    out.flush();
  }
}
