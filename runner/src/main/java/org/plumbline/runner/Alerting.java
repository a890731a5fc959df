package org.plumbline.runner;

import org.plumbline.model.Incident;

/** Which versions of incidents people are told of (docs/data-formats.md, "incident"). */
final class Alerting {
  private Alerting() {}

  /**
   * From {@code open} on. What was suspected and never open ends silently, and what is told long
   * after it happened is listed only.
   */
  static boolean alerts(Incident incident) {
    if (incident.backfill()) {
      return false;
    }
    return switch (incident.state()) {
      case SUSPECTED -> false;
      case OPEN -> true;
      case RECOVERING, RESOLVED, RETRACTED, MERGED -> incident.openedAt() != null;
    };
  }
}
