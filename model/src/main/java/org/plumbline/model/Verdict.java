package org.plumbline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one diagnostic run says by itself.
 *
 * @param measurement the first that failed, else the first
 * @param healthy what a dual-stack client gets; absent when nothing could be measured from here
 * @param undetermined the facts do not decide
 * @param next the test that would decide
 */
public record Verdict(
    String target,
    String measurement,
    List<String> measurements,
    @Nullable Boolean healthy,
    boolean undetermined,
    @Nullable Cause cause,
    @Nullable Symptom symptom,
    List<Note> notes,
    String explanation,
    @Nullable Next next) {
  /** True but not suffered, such as one of two servers down. */
  public record Note(
      @Nullable Category category,
      @Nullable Layer layer,
      @Nullable Entity entity,
      String text,
      List<String> evidence) {
    public Note {
      evidence = List.copyOf(evidence);
    }
  }

  /** A test that would decide: the step to make, and a sentence. */
  public record Next(String step, String text) {}

  public Verdict {
    measurements = List.copyOf(measurements);
    notes = List.copyOf(notes);
  }
}
