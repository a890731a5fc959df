package org.plumbline.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recursive resolver as a vantage knows it.
 *
 * @param id short name, unique within the vantage: isp, google, own (the agent's walk from the
 *     root)
 * @param egress addresses that it asks from, where known
 */
public record Resolver(
    String id, @Nullable String address, @Nullable String operator, List<String> egress)
    implements Serializable {
  public Resolver {
    egress = List.copyOf(egress);
  }

  public Resolver(String id, @Nullable String address, @Nullable String operator) {
    this(id, address, operator, List.of());
  }
}
