package org.plumbline.engine.incident;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Incident;
import org.plumbline.model.Working;

/**
 * What the engine has to say after an entry; mostly nothing.
 *
 * @param works per check whose list changed, the addresses worth a cross-over test
 */
public record Emission(
    List<Incident> incidents, List<FollowUp> requests, Map<String, List<Working>> works) {
  static final Emission NOTHING = new Emission(List.of(), List.of(), Map.of());

  public Emission {
    incidents = List.copyOf(incidents);
    requests = List.copyOf(requests);
    works = Collections.unmodifiableMap(new TreeMap<>(works));
  }
}
