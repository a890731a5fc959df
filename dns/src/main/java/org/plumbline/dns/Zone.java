package org.plumbline.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A zone as its parent's referral shows it.
 *
 * @param parent absent for the root
 * @param ttl of the NS set, seconds
 * @param ds whether the parent vouches for the zone's keys
 */
record Zone(String name, @Nullable Zone parent, List<Server> servers, int ttl, boolean ds) {
  Zone {
    servers = List.copyOf(servers);
  }
}
