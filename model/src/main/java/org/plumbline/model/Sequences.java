package org.plumbline.model;

import java.util.Map;
import java.util.TreeMap;

/** A set of sequence numbers as disjoint ranges, which are few where numbers come in order. */
public final class Sequences {
  /** First to last of each range, both included; no two ranges touch. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  /** Adds one number; false when it was there. */
  public boolean add(long number) {
    Map.Entry<Long, Long> below = ranges.floorEntry(number);
    if (below != null && number <= below.getValue()) {
      return false;
    }
    add(number, number);
    return true;
  }

  /** Adds all numbers from the first to the last. */
  public void add(long first, long last) {
    long from = first;
    long to = last;
    Map.Entry<Long, Long> below = ranges.floorEntry(to + 1);
    while (below != null && below.getValue() >= from - 1) {
      from = Math.min(from, below.getKey());
      to = Math.max(to, below.getValue());
      ranges.remove(below.getKey());
      below = ranges.floorEntry(to + 1);
    }
    ranges.put(from, to);
  }

  /** The last number of the unbroken range that holds 1; 0 when 1 is missing. */
  public long unbrokenFromOne() {
    Map.Entry<Long, Long> range = ranges.floorEntry(1L);
    return range == null ? 0 : Math.max(0, range.getValue());
  }

  int ranges() {
    return ranges.size();
  }
}
