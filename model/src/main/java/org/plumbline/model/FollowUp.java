package org.plumbline.model;

import java.time.Instant;
import java.util.List;

/**
 * Tests that the engine wants, to separate the hypotheses alive.
 *
 * @param steps the words of observations to make, such as authority or dns
 */
public record FollowUp(
    String id,
    String check,
    List<String> steps,
    List<String> addresses,
    List<String> resolvers,
    Instant until) {
  public FollowUp {
    steps = List.copyOf(steps);
    addresses = List.copyOf(addresses);
    resolvers = List.copyOf(resolvers);
  }
}
