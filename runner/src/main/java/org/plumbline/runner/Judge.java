package org.plumbline.runner;

import java.util.List;
import java.util.Map;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.model.Working;

/** The engine as the runner sees it: a function of the entries in the order of the log. */
@FunctionalInterface
public interface Judge {
  /** Takes the next entry of the log; called by one thread at a time. */
  Said accept(Logged logged);

  /**
   * What it said after an entry.
   *
   * @param works of the checks whose addresses changed
   */
  record Said(List<Incident> incidents, List<FollowUp> requests, Map<String, List<Working>> works) {
    public static final Said NOTHING = new Said(List.of(), List.of(), Map.of());

    public Said {
      incidents = List.copyOf(incidents);
      requests = List.copyOf(requests);
      works = Map.copyOf(works);
    }
  }
}
