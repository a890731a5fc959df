package org.plumbline.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an agent had to drop, declared: {@code count} measurements within sequences {@code from} to
 * {@code to}.
 */
public record Gap(
    String vantage, int epoch, long from, long to, long count, @Nullable String reason, Instant at)
    implements Entry {
  @Override
  public String kind() {
    return "gap";
  }
}
