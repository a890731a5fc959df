package org.plumbline.engine.diagnose;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The resolvers whose users mostly suffer: which server a resolver asked is its own luck. */
final class HitResolvers {
  private static final double SHARE = 0.25;

  private HitResolvers() {}

  static Set<String> of(Scene scene) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Cell cell : scene.cells) {
      if (cell.focus() && cell.like().resolver() != null) {
        int[] count = counts.computeIfAbsent(cell.like().resolver(), key -> new int[2]);
        count[0] += cell.symptom() == null ? 0 : cell.count();
        count[1] += cell.count();
      }
    }
    TreeSet<String> hit = new TreeSet<>();
    counts.forEach((resolver, count) -> {
      if (count[0] >= SHARE * count[1]) {
        hit.add(resolver);
      }
    });
    return hit;
  }
}
