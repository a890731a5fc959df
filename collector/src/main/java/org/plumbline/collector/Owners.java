package org.plumbline.collector;

import java.util.Optional;

/** Who an address belongs to, as far as that is known at once; many threads ask. */
@FunctionalInterface
public interface Owners {
  Optional<Owner> owner(String address);
}
