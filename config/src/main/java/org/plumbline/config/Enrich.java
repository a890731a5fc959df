package org.plumbline.config;

import java.nio.file.Path;

/** Where the owners of addresses come from: the key {@code enrich} of a configuration. */
public sealed interface Enrich {
  /** Nowhere: what agents do not say stays unknown, and nobody is asked. */
  record None() implements Enrich {}

  /** The public zones of origins, over DNS. */
  record PublicZones() implements Enrich {}

  /**
   * Other zones of origins, over DNS.
   *
   * @param origin of IPv4 addresses
   * @param origin6 of IPv6 addresses
   * @param names of autonomous systems
   */
  record Zones(String origin, String origin6, String names) implements Enrich {}

  /**
   * A file of the operator's.
   *
   * @param path ends with .mmdb or .csv
   */
  record File(Path path) implements Enrich {}
}
