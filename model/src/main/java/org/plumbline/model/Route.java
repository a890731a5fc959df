package org.plumbline.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a BGP collector saw.
 *
 * @param type announce, withdraw or state (the table as it stood, no change)
 * @param rpki valid, invalid or unknown (RFC 6811)
 */
public record Route(
    Instant at,
    @Nullable String collector,
    @Nullable Long peerAsn,
    String type,
    String prefix,
    List<Long> path,
    @Nullable Long originAsn,
    @Nullable String rpki)
    implements Entry {
  public Route {
    path = List.copyOf(path);
  }

  @Override
  public String kind() {
    return "route";
  }
}
