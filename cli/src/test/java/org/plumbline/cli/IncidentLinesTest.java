package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Incident;
import org.plumbline.model.Incident.State;

/** The story of incidents on a terminal of 80 columns. */
final class IncidentLinesTest {
  private static final Instant AT = Instant.parse("2025-01-01T00:09:10Z");
  private static final String TITLE =
      "www.example.com shows another site's certificate, because two name servers answer with the"
          + " wrong address";

  private final StringBuilder said = new StringBuilder();
  private final IncidentLines lines =
      new IncidentLines(line -> said.append(line).append('\n'), _ -> "09:10");

  @Test
  void anOpenIncidentIsToldInFullWithinEightyColumns() {
    lines.tell(incident(1, State.OPEN, TITLE));

    assertThat(said.toString())
        .isEqualTo(
            """
            09:10  ! open: www.example.com shows another site's certificate, because two
                     name servers answer with the wrong address
                     Two of four say so.
            """);
  }

  @Test
  void theStoryIsToldOnceAndAHeadlineEachTimeThatItChanges() {
    lines.tell(incident(1, State.SUSPECTED, "a"));
    lines.tell(incident(2, State.OPEN, "a"));
    lines.tell(incident(3, State.OPEN, "a"));
    lines.tell(incident(4, State.OPEN, "b"));
    lines.tell(incident(5, State.RECOVERING, "b"));
    lines.tell(incident(6, State.RETRACTED, "b\u001b[2J"));

    assertThat(said.toString())
        .isEqualTo(
            """
            09:10  ! open: a
                     Two of four say so.
            09:10  ! open: b
                     Two of four say so.
            09:10  ~ recovering: b
            09:10  x taken back: b<U+001B>[2J
            """);
  }

  private static Incident incident(int version, State state, String title) {
    return new Incident(
        "1",
        version,
        state,
        AT,
        AT,
        AT,
        null,
        title,
        "Two of four say so.",
        List.of("example"),
        List.of(),
        List.of(),
        List.of(),
        new Incident.Scope(Map.of(), List.of(), List.of()),
        null,
        false,
        false,
        new Incident.View(4, 4),
        List.of(),
        null,
        null,
        List.of(),
        null);
  }
}
