package org.plumbline.store;

import java.util.List;
import org.plumbline.model.Logged;

/**
 * A stretch of the log.
 *
 * @param next cursor behind the last of {@code entries}
 */
public record LogPage(List<Logged> entries, long next) {
  public LogPage {
    entries = List.copyOf(entries);
  }
}
