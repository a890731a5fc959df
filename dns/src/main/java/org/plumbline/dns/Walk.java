package org.plumbline.dns;

import java.util.List;
import org.plumbline.model.Observation;

/**
 * What a walk from the root found.
 *
 * @param answer the walk's own answer, as a resolver of id {@code own} would give it
 * @param facts delegations and authorities, in the order from the root down
 */
public record Walk(Observation.Dns answer, List<Observation> facts) {
  public Walk {
    facts = List.copyOf(facts);
  }
}
