package org.plumbline.engine.diagnose;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Health;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Entity;
import org.plumbline.model.Evidence;
import org.plumbline.model.Layer;

/** What is told of a vantage that shows by itself that it is at fault. */
public final class VantageFaults {
  private VantageFaults() {}

  /** The cause and its sentences. */
  public record Told(Cause cause, String title, String summary) {}

  /** Tells a fault; null is one that shows in failures on unrelated services only. */
  public static Told tell(String vantage, Health.@Nullable Fault fault, Instant since) {
    String claim =
        fault == null
            ? "it fails on unrelated services at once, and nobody else does"
            : switch (fault) {
              case UPLINK -> "targets that always work answer it only at times";
              case CLOCK -> "its clock is minutes off";
              case LIED_TO -> "something answers it in the place of targets that never answer";
            };
    Cause cause =
        new Cause(
            Category.VANTAGE_FAULT,
            Layer.VANTAGE,
            new Entity(Entity.Kind.VANTAGE, vantage),
            fault == null ? 0.8 : 0.95,
            since,
            List.of(new Evidence(claim, true, 12, List.of(), 1, 1)));
    return new Told(
        cause,
        vantage + " is itself at fault, because " + claim,
        vantage
            + " is itself at fault: "
            + claim
            + ". What it measures does not count for any service until it is well again.");
  }
}
