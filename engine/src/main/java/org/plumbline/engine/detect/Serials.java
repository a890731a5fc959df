package org.plumbline.engine.detect;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** The newest serial of each zone that any of its servers showed: who shows an older one lags. */
final class Serials implements Serializable {
  /** A server may take this long to follow, milliseconds. */
  private static final long FOLLOWS_WITHIN_MILLIS = 120_000;

  private final Map<String, Newest> zones = new HashMap<>();

  private record Newest(long serial, long since) implements Serializable {}

  /** Whether a serial is older than one that another server has shown for a while. */
  boolean lags(String zone, long serial, long at) {
    Newest newest = zones.get(zone);
    if (newest == null || serial > newest.serial()) {
      zones.put(zone, new Newest(serial, at));
      return false;
    }
    return serial < newest.serial() && at - newest.since() > FOLLOWS_WITHIN_MILLIS;
  }
}
