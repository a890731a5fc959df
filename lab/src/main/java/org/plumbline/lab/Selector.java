package org.plumbline.lab;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which askers a rule is for, by where they stand: never by who they are.
 *
 * @param conditions all must hold; a condition holds for any of its values
 */
record Selector(Map<String, Set<String>> conditions) {
  static final Selector ANYONE = new Selector(Map.of());
  static final Set<String> KEYS =
      Set.of("place", "city", "region", "country", "continent", "network", "asn", "kind");

  Selector {
    conditions = Collections.unmodifiableMap(new TreeMap<>(conditions));
  }

  boolean matches(Asker asker) {
    return conditions.entrySet().stream()
        .allMatch(condition -> condition.getValue().contains(valueOf(condition.getKey(), asker)));
  }

  private static String valueOf(String key, Asker asker) {
    return switch (key) {
      case "place" -> asker.place().id();
      case "city" -> asker.place().city();
      case "region" -> asker.place().region();
      case "country" -> asker.place().country();
      case "continent" -> asker.place().continent();
      case "network" -> asker.network().id();
      case "asn" -> Long.toString(asker.network().asn());
      case "kind" -> asker.network().kind();
      default -> "";
    };
  }
}
