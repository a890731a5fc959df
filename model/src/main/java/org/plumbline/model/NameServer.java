package org.plumbline.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A name server: its host name, and one of its addresses where it was asked or given as glue. */
public record NameServer(@Nullable String name, @Nullable String address, @Nullable Long asn)
    implements Serializable {
  public NameServer(@Nullable String name, @Nullable String address) {
    this(name, address, null);
  }
}
