package org.plumbline.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.plumbline.model.Gap;

/** Measurements that are lost, told as few gaps. */
final class Gaps {
  private final String vantage;
  private final int epoch;
  private final List<Gap> gaps = new ArrayList<>();

  Gaps(String vantage, int epoch) {
    this.vantage = vantage;
    this.epoch = epoch;
  }

  /** One more; it continues the last gap when it follows it for the same reason. */
  void add(long sequence, String reason, Instant at) {
    add(new Gap(vantage, epoch, sequence, sequence, 1, reason, at));
  }

  /** A gap that was told before, also of another epoch, or one that follows it. */
  void add(Gap gap) {
    Gap last = gaps.isEmpty() ? null : gaps.getLast();
    if (last != null
        && last.epoch() == gap.epoch()
        && last.to() == gap.from() - 1
        && Objects.equals(last.reason(), gap.reason())) {
      gaps.removeLast();
      gaps.add(
          new Gap(
              vantage,
              gap.epoch(),
              last.from(),
              gap.to(),
              last.count() + gap.count(),
              gap.reason(),
              gap.at()));
    } else {
      gaps.add(gap);
    }
  }

  boolean isEmpty() {
    return gaps.isEmpty();
  }

  /** All, which are then told. */
  List<Gap> take() {
    List<Gap> all = List.copyOf(gaps);
    gaps.clear();
    return all;
  }
}
