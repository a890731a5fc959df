package org.plumbline.owners;

import java.util.Arrays;
import org.plumbline.net.Prefix;

/**
 * The most specific of many address blocks of one family: a binary trie in two arrays, so that a
 * whole routing table takes tens of megabytes and not hundreds.
 */
final class PrefixTrie {
  /** Nodes of 12 bytes; a full IPv4 table needs about two million, an IPv6 one about the same. */
  static final int NODES_MAX = 1 << 24;

  static final int NONE = -1;
  private static final int NODES_AT_FIRST = 1 << 10;

  /** Two a node: where an address goes on with its bit 0 and 1; 0 is nowhere. */
  private int[] children = new int[2 * NODES_AT_FIRST];

  private int[] values = new int[NODES_AT_FIRST];
  private int nodes = 1;

  PrefixTrie() {
    Arrays.fill(values, NONE);
  }

  /**
   * Adds a block.
   *
   * @param value 0 or more
   * @return the value that the very same block had, which stays; {@link #NONE} when it was new
   * @throws IllegalStateException when there is no room for it
   */
  int put(Prefix block, int value) {
    byte[] octets = block.address().getAddress();
    int node = 0;
    for (int bit = 0; bit < block.length(); bit++) {
      int slot = 2 * node + bitOf(octets, bit);
      if (children[slot] == 0) {
        int fresh = newNode(); // before the array is named: it may be another one then
        children[slot] = fresh;
      }
      node = children[slot];
    }
    int before = values[node];
    if (before == NONE) {
      values[node] = value;
    }
    return before;
  }

  /** The value of the longest block that the address lies in, else {@link #NONE}. */
  int longest(byte[] octets) {
    int best = values[0];
    int node = 0;
    for (int bit = 0; bit < octets.length * Byte.SIZE; bit++) {
      node = children[2 * node + bitOf(octets, bit)];
      if (node == 0) {
        return best;
      }
      best = values[node] == NONE ? best : values[node];
    }
    return best;
  }

  private static int bitOf(byte[] octets, int bit) {
    return octets[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1;
  }

  private int newNode() {
    if (nodes == NODES_MAX) {
      throw new IllegalStateException("more than " + NODES_MAX + " nodes");
    }
    if (nodes == values.length) {
      int before = nodes;
      children = Arrays.copyOf(children, 4 * before);
      values = Arrays.copyOf(values, 2 * before);
      Arrays.fill(values, before, values.length, NONE);
    }
    return nodes++;
  }
}
