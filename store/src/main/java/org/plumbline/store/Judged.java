package org.plumbline.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Incident;
import org.plumbline.model.Working;

/**
 * What the engine made of a stretch of the log: the one commit of the runner.
 *
 * @param cursor of the log, behind the last entry judged
 * @param until {@code receivedAt} of that entry
 * @param incidents new versions, in the order of emission
 * @param alerts those of {@code incidents} that people are told of
 * @param requests follow-up tests wanted; one of a known id replaces it
 * @param works per check, the addresses that work elsewhere; replaces those of the same check, an
 *     empty list takes them away
 */
public record Judged(
    long cursor,
    Instant until,
    List<Incident> incidents,
    List<Alert> alerts,
    List<FollowUp> requests,
    Map<String, List<Working>> works) {
  /** A version of an incident that people are told of. */
  public record Alert(String incident, int version) {}

  public Judged {
    incidents = List.copyOf(incidents);
    alerts = List.copyOf(alerts);
    requests = List.copyOf(requests);
    TreeMap<String, List<Working>> sorted = new TreeMap<>();
    works.forEach((check, addresses) -> sorted.put(check, List.copyOf(addresses)));
    works = Collections.unmodifiableMap(sorted);
  }
}
