package org.plumbline.engine.diagnose;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Sample;
import org.plumbline.model.Cause;
import org.plumbline.model.Symptom;

/**
 * What the table says about some checks.
 *
 * @param causes those that stand, the likeliest first
 * @param alternatives those that were rejected, with the evidence against them
 * @param because a clause that tells the first cause
 * @param cachedUntil until when wrong answers that were seen may stay in caches
 * @param settles the test that decides, in one sentence
 */
public record Diagnosis(
    List<Cause> causes,
    List<Cause> alternatives,
    String because,
    @Nullable String settles,
    @Nullable Instant cachedUntil,
    Set<String> focus,
    boolean place,
    Owns owns)
    implements Serializable {
  /** Which samples the first cause accounts for. */
  public interface Owns extends Serializable {
    boolean test(Sample sample, @Nullable Symptom symptom);
  }
}
