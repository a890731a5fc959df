package org.plumbline.engine.diagnose;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Measurement;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;

/**
 * One run as it was made: the measurements of its families, and what is known of who asked for
 * what.
 *
 * @param measurements at least one; of one check, one vantage, one run
 * @param check absent when the catalogue does not have it
 */
public record RunFacts(
    List<Measurement> measurements,
    @Nullable Service service,
    @Nullable Check check,
    @Nullable Vantage vantage) {
  public RunFacts {
    measurements = List.copyOf(measurements);
    if (measurements.isEmpty()) {
      throw new IllegalArgumentException("a run has at least one measurement, was empty");
    }
  }

  /** What was looked at: the host of the check, else its id. */
  public String target() {
    return check == null || check.host() == null ? first().check() : check.host();
  }

  Measurement first() {
    return measurements.getFirst();
  }

  /** Whether the walk from the root took the place of the resolver. */
  boolean fromRoot() {
    return RunPath.all(this).stream().anyMatch(RunPath::ownWalk);
  }
}
