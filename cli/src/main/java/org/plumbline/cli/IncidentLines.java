package org.plumbline.cli;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.plumbline.model.Incident;
import org.plumbline.wire.Visible;

/** Incidents as lines of a terminal, one each time that their state changes. */
final class IncidentLines {
  private final Consumer<String> out;
  private final Function<Instant, String> time;
  private final Map<String, Incident.State> told = new HashMap<>();

  /**
   * @param out takes a line, or several
   * @param time how a moment is shown
   */
  IncidentLines(Consumer<String> out, Function<Instant, String> time) {
    this.out = out;
    this.time = time;
  }

  void tell(Incident incident) {
    if (told.put(incident.id(), incident.state()) == incident.state()
        || incident.state() == Incident.State.SUSPECTED) {
      return;
    }
    String at = time.apply(incident.emittedAt());
    out.accept(at + "  " + mark(incident) + " " + Visible.text(incident.title()));
    out.accept(Wrapped.text(incident.summary(), "         "));
  }

  private static String mark(Incident incident) {
    return switch (incident.state()) {
      case SUSPECTED -> "? suspected:";
      case OPEN -> "! open:";
      case RECOVERING -> "~ recovering:";
      case RESOLVED -> "= resolved:";
      case RETRACTED -> "x taken back:";
      case MERGED -> "> merged:";
    };
  }
}
