package org.plumbline.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Entry;

/** One readable line of a recording or of a post. */
public sealed interface Line {
  /** An entry of the measurement log, with the time of its arrival where the line has one. */
  record Fact(Entry entry, @Nullable Instant receivedAt) implements Line {}

  /** What somebody concluded or was told (incident, notice, verdict, assignment): not a fact. */
  record Conclusion(String kind) implements Line {}
}
