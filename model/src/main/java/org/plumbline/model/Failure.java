package org.plumbline.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed.
 *
 * @param layer the layer that refused, also when it shows in a later step
 * @param code what it refused with
 * @param raw the platform's own text
 * @param also what else is wrong with the same answer
 * @param reason who is kept out, for {@link Code#BLOCKED}: robot, region or login
 */
public record Failure(
    Layer layer, Code code, @Nullable String raw, List<Code> also, @Nullable String reason)
    implements Serializable {
  public Failure {
    also = List.copyOf(also);
  }

  public Failure(Layer layer, Code code, String raw) {
    this(layer, code, raw, List.of(), null);
  }
}
