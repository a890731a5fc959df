package org.plumbline.wire;

import java.util.Map;
import java.util.TreeMap;

/** A set of sequence numbers, kept as ranges: small when few are missing. */
final class Sequences {
  /** First of a range to its last. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  /** Whether the number is new. */
  boolean add(long number) {
    Map.Entry<Long, Long> before = ranges.floorEntry(number);
    if (before != null && number <= before.getValue()) {
      return false;
    }
    long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
    Long lastOfNext = ranges.remove(number + 1);
    ranges.put(first, lastOfNext == null ? number : lastOfNext);
    return true;
  }

  int ranges() {
    return ranges.size();
  }
}
