package org.plumbline.alert;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Entity;
import org.plumbline.model.Incident;

/**
 * Whether a version of an incident is worth a message to who knows an earlier one (docs/alerts.md):
 * another state, another cause, another scope. That numbers grow is none.
 */
final class News {
  private News() {}

  static boolean between(Incident told, Incident now) {
    return told.state() != now.state()
        || !Objects.equals(leading(told.causes()), leading(now.causes()))
        || !told.services().equals(now.services())
        || !told.scope().pattern().equals(now.scope().pattern());
  }

  private record Blamed(Category category, @Nullable Entity entity) {}

  private static @Nullable Blamed leading(List<Cause> causes) {
    return causes.isEmpty()
        ? null
        : new Blamed(causes.getFirst().category(), causes.getFirst().entity());
  }
}
