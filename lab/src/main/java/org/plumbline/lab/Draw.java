package org.plumbline.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Chance that depends on what it is about and not on who came first: a number drawn from a seed and
 * a subject.
 */
final class Draw {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Draw() {}

  /** 0 (inclusive) to 1 (exclusive). */
  static double share(long seed, Object... subject) {
    return (bits(seed, subject) >>> 11) * 0x1.0p-53;
  }

  /** The items in an order of their own, each order as likely as the next. */
  static <T> List<T> order(List<T> items, long seed, Object... subject) {
    List<T> left = new ArrayList<>(items);
    List<T> ordered = new ArrayList<>(items.size());
    long state = bits(seed, subject);
    while (!left.isEmpty()) {
      state = mix(state + 0x9e3779b97f4a7c15L);
      ordered.add(left.remove((int) Long.remainderUnsigned(state, left.size())));
    }
    return ordered;
  }

  static long bits(long seed, Object... subject) {
    long hash = FNV_OFFSET ^ mix(seed);
    for (Object part : subject) {
      for (byte b : part.toString().getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ (b & 0xff)) * FNV_PRIME;
      }
      hash = (hash ^ 0x1f) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
