package org.plumbline.owners;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out, each for a time; of too many the one goes that was wanted longest ago. For
 * use by one thread at a time.
 *
 * @param <V> empty where it was found that there is none
 */
final class Expiring<K, V> {
  private record Kept<V>(Optional<V> value, Instant until) {}

  private final int max;
  private final Map<K, Kept<V>> kept = new LinkedHashMap<>(64, 0.75f, true);

  Expiring(int max) {
    this.max = max;
  }

  /** Absent when it must be found out; an empty value when it is known that there is none. */
  Optional<Optional<V>> get(K key, Instant now) {
    Kept<V> found = kept.get(key);
    return found == null || !found.until().isAfter(now)
        ? Optional.empty()
        : Optional.of(found.value());
  }

  void put(K key, Optional<V> value, Instant now, Duration life) {
    kept.put(key, new Kept<>(value, now.plus(life)));
    if (kept.size() > max) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  int size() {
    return kept.size();
  }
}
