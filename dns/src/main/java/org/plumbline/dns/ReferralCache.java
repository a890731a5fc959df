package org.plumbline.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Referrals that walks of the last minute got, so that an agent with many checks does not ask the
 * root and the top-level domains again and again. The cuts nearest to a name are asked afresh by
 * every walk all the same.
 */
public final class ReferralCache {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int ZONES_MAX = 10_000;

  private record Kept(Zone zone, Instant until) {}

  private final InstantSource clock;
  private final LinkedHashMap<String, Kept> zones = new LinkedHashMap<>();

  public ReferralCache(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Optional<Zone> get(String name) {
    Kept kept = zones.get(name);
    if (kept == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(kept.until())) {
      zones.remove(name);
      return Optional.empty();
    }
    return Optional.of(kept.zone());
  }

  synchronized void put(Zone zone) {
    Duration ttl = Duration.ofSeconds(zone.ttl());
    Instant until = clock.instant().plus(ttl.compareTo(KEPT) < 0 ? ttl : KEPT);
    zones.remove(zone.name());
    if (zones.size() >= ZONES_MAX) {
      zones.pollFirstEntry();
    }
    zones.put(zone.name(), new Kept(zone, until));
  }
}
