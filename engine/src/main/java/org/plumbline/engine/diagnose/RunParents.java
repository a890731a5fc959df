package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Code;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;

/** What the parents said of each zone cut on the way to the name. */
final class RunParents {
  private final Map<String, List<Observation.Delegation>> cuts = new LinkedHashMap<>();
  private final Map<String, Set<String>> children = new TreeMap<>();
  private final Map<String, Set<Set<String>>> childSets = new TreeMap<>();

  RunParents(RunFacts run) {
    for (Measurement measurement : run.measurements()) {
      for (Observation step : measurement.observations()) {
        if (step instanceof Observation.Delegation delegation) {
          cuts.computeIfAbsent(delegation.zone(), zone -> new ArrayList<>()).add(delegation);
        } else if (step instanceof Observation.Authority authority) {
          children
              .computeIfAbsent(authority.zone(), zone -> new TreeSet<>())
              .addAll(authority.nameservers());
          if (!authority.nameservers().isEmpty()) {
            childSets
                .computeIfAbsent(authority.zone(), zone -> new HashSet<>())
                .add(new TreeSet<>(authority.nameservers()));
          }
        }
      }
    }
  }

  RunSeen walked(@Nullable String zone) {
    return cuts.isEmpty() ? RunSeen.UNKNOWN : RunSeen.of(zone != null);
  }

  /** The zone of which its parent says that there is none. */
  @Nullable String denied() {
    return first(parent -> codeOf(parent) == Code.NXDOMAIN || codeOf(parent) == Code.NODATA);
  }

  /** The zone of which no parent server asked gave a usable reply. */
  @Nullable String silent() {
    return first(parent -> {
      Code code = codeOf(parent);
      return code != null && code != Code.NXDOMAIN && code != Code.NODATA;
    });
  }

  private @Nullable String first(java.util.function.Predicate<Observation.Delegation> all) {
    for (Map.Entry<String, List<Observation.Delegation>> cut : cuts.entrySet()) {
      if (cut.getValue().stream().allMatch(all)) {
        return cut.getKey();
      }
    }
    return null;
  }

  private static @Nullable Code codeOf(Observation.Delegation parent) {
    return parent.failure() == null ? null : parent.failure().code();
  }

  /** The name servers that the parents name for a zone. */
  Set<String> nameservers(String zone) {
    TreeSet<String> named = new TreeSet<>();
    cuts.getOrDefault(zone, List.of()).forEach(parent -> named.addAll(parent.nameservers()));
    return named;
  }

  /** The name servers that the zone itself names. */
  Set<String> children(String zone) {
    return children.getOrDefault(zone, Set.of());
  }

  /** The first zone for which the parent names none of the servers that it named before. */
  @Nullable String moved(Map<String, Set<String>> before) {
    for (String zone : cuts.keySet()) {
      Set<String> now = nameservers(zone);
      Set<String> then = before.getOrDefault(zone, Set.of());
      if (!now.isEmpty() && !then.isEmpty() && now.stream().noneMatch(then::contains)) {
        return zone;
      }
    }
    return null;
  }

  /** The first zone below a top-level domain whose own NS set is not its parent's. */
  @Nullable String differs() {
    for (String zone : cuts.keySet()) {
      Set<String> child = children(zone);
      Set<String> parent = nameservers(zone);
      if (zone.indexOf('.') > 0 && !child.isEmpty() && !parent.isEmpty() && !child.equals(parent)) {
        return zone;
      }
    }
    return null;
  }

  /** The first zone whose own servers name different NS sets. */
  @Nullable String split() {
    for (String zone : cuts.keySet()) {
      if (childSets.getOrDefault(zone, Set.of()).size() > 1) {
        return zone;
      }
    }
    return null;
  }
}
