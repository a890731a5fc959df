package org.plumbline.cli;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.plumbline.model.Incident;

/**
 * Incidents as lines of a terminal: one headline each time that the state or the sentence changes,
 * and the story in full where it opens.
 */
final class IncidentLines {
  private final Consumer<String> out;
  private final Function<Instant, String> time;
  private final Map<String, String> told = new HashMap<>();

  /**
   * @param out takes a line, or several
   * @param time how a moment is shown
   */
  IncidentLines(Consumer<String> out, Function<Instant, String> time) {
    this.out = out;
    this.time = time;
  }

  void tell(Incident incident) {
    String headline = word(incident.state()) + ": " + incident.title();
    boolean news = !headline.equals(told.put(incident.id(), headline));
    if (!news || incident.state() == Incident.State.SUSPECTED) {
      return;
    }
    String margin = time.apply(incident.emittedAt()) + "  " + mark(incident.state()) + " ";
    out.accept(Wrapped.hanging(margin, headline));
    if (incident.state() == Incident.State.OPEN) {
      out.accept(Wrapped.text(incident.summary(), " ".repeat(margin.length())));
    }
  }

  private static char mark(Incident.State state) {
    return switch (state) {
      case SUSPECTED -> '?';
      case OPEN -> '!';
      case RECOVERING -> '~';
      case RESOLVED -> '=';
      case RETRACTED -> 'x';
      case MERGED -> '>';
    };
  }

  private static String word(Incident.State state) {
    return state == Incident.State.RETRACTED ? "taken back" : state.word();
  }
}
