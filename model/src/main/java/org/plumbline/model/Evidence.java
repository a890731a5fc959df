package org.plumbline.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim about a cause, and the measurements that show it.
 *
 * @param claim a sentence for a person
 * @param supports false when it speaks against the cause
 * @param nats natural-log likelihood ratio, positive when it supports
 * @param measurements at most 20 ids, failing first, one a network, then healthy ones
 * @param failing how many of {@code total} vantages show it
 */
public record Evidence(
    String claim,
    boolean supports,
    double nats,
    List<String> measurements,
    @Nullable Integer failing,
    @Nullable Integer total)
    implements Serializable {
  public Evidence {
    measurements = List.copyOf(measurements);
  }
}
