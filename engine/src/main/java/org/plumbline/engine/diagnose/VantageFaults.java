package org.plumbline.engine.diagnose;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Health;
import org.plumbline.engine.detect.Memory;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Entity;
import org.plumbline.model.Evidence;
import org.plumbline.model.Layer;

/** What is told of a vantage that shows by itself that it is at fault. */
public final class VantageFaults implements Serializable {
  private static final int WITNESSES_MAX = 20;
  private static final double SEEN_IN_HEARTBEATS = 0.95;
  private static final double SEEN_IN_FAILURES = 0.8;
  private static final double NATS = 12;

  private final Memory memory;

  public VantageFaults(Memory memory) {
    this.memory = memory;
  }

  /** The cause and its sentences. */
  public record Told(Cause cause, String title, String summary) {}

  /**
   * Tells a fault.
   *
   * @param found what its heartbeats show; null when it shows in failures on unrelated services
   *     only
   * @param since when it began, in milliseconds of the epoch
   * @param now the time until which its runs are looked at
   */
  public Told tell(String vantage, Health.@Nullable Found found, long since, long now) {
    List<String> failed = new ArrayList<>();
    List<String> healthy = new ArrayList<>();
    TreeSet<String> broken = new TreeSet<>();
    TreeSet<String> services = new TreeSet<>();
    for (String check : memory.checks()) {
      memory.visit(
          check,
          since,
          now,
          sample -> {
            if (sample.vantage().equals(vantage) && sample.votes()) {
              (sample.failed() ? failed : healthy).add(sample.id());
              services.add(sample.service());
              if (sample.failed()) {
                broken.add(sample.service());
              }
            }
          });
    }
    String claim = found == null ? "it fails on unrelated services at once" : claim(found.fault());
    Evidence evidence =
        new Evidence(
            claim,
            true,
            NATS,
            witnesses(failed, healthy),
            found == null ? broken.size() : found.beats(),
            found == null ? services.size() : found.of());
    Cause cause =
        new Cause(
            Category.VANTAGE_FAULT,
            Layer.VANTAGE,
            new Entity(Entity.Kind.VANTAGE, vantage),
            found == null ? SEEN_IN_FAILURES : SEEN_IN_HEARTBEATS,
            Instant.ofEpochMilli(since),
            List.of(evidence));
    String shown =
        evidence.failing()
            + " of "
            + evidence.total()
            + (found == null ? " services" : " heartbeats");
    return new Told(
        cause,
        vantage + " is itself at fault, because " + claim,
        vantage
            + " is itself at fault: "
            + claim
            + " ("
            + shown
            + "). What it measures does not count for any service until it is well again.");
  }

  private static String claim(Health.Fault fault) {
    return switch (fault) {
      case UPLINK -> "targets that always work answer it only at times";
      case CLOCK -> "its clock is minutes off";
      case LIED_TO -> "something answers it in the place of targets that never answer";
    };
  }

  private static List<String> witnesses(List<String> failed, List<String> healthy) {
    List<String> newest = new ArrayList<>(failed.reversed());
    newest.addAll(healthy.reversed());
    return List.copyOf(newest.subList(0, Math.min(WITNESSES_MAX, newest.size())));
  }
}
