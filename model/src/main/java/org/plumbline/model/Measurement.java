package org.plumbline.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of one check from one vantage.
 *
 * @param id {@code vantage:epoch:sequence}; the same id is the same measurement, however often it
 *     arrives
 * @param at when it began, by the agent's clock
 * @param trigger absent where the agent did not say
 * @param request id of the follow-up request that asked for the run
 * @param run shared by the measurements of the families of one run
 */
public record Measurement(
    String id,
    String check,
    String service,
    String vantage,
    Instant at,
    @Nullable Family family,
    Depth depth,
    @Nullable Trigger trigger,
    @Nullable String request,
    @Nullable String run,
    List<Observation> observations)
    implements Entry {
  public Measurement {
    observations = List.copyOf(observations);
  }

  @Override
  public String kind() {
    return "measurement";
  }
}
