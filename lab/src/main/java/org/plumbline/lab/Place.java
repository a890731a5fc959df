package org.plumbline.lab;

/** Where something stands. */
record Place(
    String id,
    String city,
    String region,
    String country,
    String continent,
    double lat,
    double lon) {
  private static final double EARTH_RADIUS_KM = 6_371;

  /** Great-circle distance (haversine). */
  double kilometresTo(Place other) {
    double dLat = StrictMath.toRadians(other.lat - lat) / 2;
    double dLon = StrictMath.toRadians(other.lon - lon) / 2;
    double a =
        StrictMath.pow(StrictMath.sin(dLat), 2)
            + StrictMath.cos(StrictMath.toRadians(lat))
                * StrictMath.cos(StrictMath.toRadians(other.lat))
                * StrictMath.pow(StrictMath.sin(dLon), 2);
    return 2 * EARTH_RADIUS_KM * StrictMath.asin(StrictMath.min(1, StrictMath.sqrt(a)));
  }
}
