package org.plumbline.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate cause that stands.
 *
 * @param confidence 0 to 1, calibrated
 */
public record Cause(
    Category category,
    Layer layer,
    @Nullable Entity entity,
    double confidence,
    @Nullable Instant since,
    List<Evidence> evidence)
    implements Serializable {
  public Cause {
    evidence = List.copyOf(evidence);
  }
}
