package org.plumbline.api;

import java.util.Optional;

/** How the process runs beside its store, as the one who wired it knows. */
public interface Operation {
  /** Why the server is not ready, in words; empty when it is. */
  Optional<String> hindrance();

  /** Adds what is counted beside the store to the metrics. */
  void expose(Exposition metrics);
}
