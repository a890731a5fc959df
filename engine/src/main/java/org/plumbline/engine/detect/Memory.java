package org.plumbline.engine.detect;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The samples of the last hours, per check and in the order of their corrected time. */
public final class Memory implements Serializable {
  /** How far back samples reach, milliseconds of corrected time. */
  public static final long HORIZON_MILLIS = 2 * 3600_000L;

  private static final int SAMPLES_PER_CHECK_MAX = 200_000;
  private static final int TRIM_EVERY = 512;

  private final TreeMap<String, List<Sample>> checks;
  private long newest;

  public Memory() {
    this(Map.of(), Long.MIN_VALUE);
  }

  Memory(Map<String, List<Sample>> checks, long newest) {
    this.checks = new TreeMap<>(checks);
    this.newest = newest;
  }

  private Object writeReplace() {
    return new SavedMemory(checks, newest);
  }

  /** Keeps a sample; one that comes late is put in its place in time. */
  public void keep(Sample sample) {
    List<Sample> samples = checks.computeIfAbsent(sample.check(), key -> new ArrayList<>());
    int place = samples.size();
    while (place > 0 && samples.get(place - 1).at() > sample.at()) {
      place--;
    }
    samples.add(place, sample);
    newest = Math.max(newest, sample.at());
    if (samples.size() % TRIM_EVERY == 0) {
      trim(samples);
    }
  }

  private void trim(List<Sample> samples) {
    int drop = Math.max(0, samples.size() - SAMPLES_PER_CHECK_MAX);
    while (drop < samples.size() && samples.get(drop).at() < newest - HORIZON_MILLIS) {
      drop++;
    }
    samples.subList(0, drop).clear();
  }

  /** The checks that were measured, by id. */
  public Collection<String> checks() {
    return List.copyOf(checks.keySet());
  }

  /** Visits the samples of a check from {@code from} (inclusive) to {@code to}, oldest first. */
  public void visit(String check, long from, long to, Consumer<Sample> visitor) {
    List<Sample> samples = checks.get(check);
    if (samples == null) {
      return;
    }
    for (int i = first(samples, from); i < samples.size() && samples.get(i).at() <= to; i++) {
      visitor.accept(samples.get(i));
    }
  }

  private static int first(List<Sample> samples, long from) {
    int low = 0;
    int high = samples.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples.get(middle).at() < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
