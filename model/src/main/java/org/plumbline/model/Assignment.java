package org.plumbline.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an agent is told.
 *
 * @param works per check id, at most 8 addresses that completed a valid exchange for the name
 *     elsewhere
 */
public record Assignment(
    long version,
    List<AssignedCheck> checks,
    Map<String, List<Working>> works,
    List<FollowUp> requests) {
  /** A check with the id of its service. */
  public record AssignedCheck(String service, Check check) {}

  public Assignment {
    checks = List.copyOf(checks);
    TreeMap<String, List<Working>> sorted = new TreeMap<>();
    works.forEach((check, addresses) -> sorted.put(check, List.copyOf(addresses)));
    works = Collections.unmodifiableMap(sorted);
    requests = List.copyOf(requests);
  }
}
