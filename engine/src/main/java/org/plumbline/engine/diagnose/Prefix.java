package org.plumbline.engine.diagnose;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** An address prefix: 4 or 16 bytes and a length in bits. */
record Prefix(long high, long low, boolean six, int bits) implements Serializable {
  /** The prefix or single address that the text writes; null when it is neither. */
  static @Nullable Prefix parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      boolean six = address.indexOf(':') >= 0;
      int bits = slash < 0 ? (six ? 128 : 32) : Integer.parseInt(text.substring(slash + 1));
      if (!six) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
          return null;
        }
        long value = 0;
        for (String part : parts) {
          value = (value << 8) | (Integer.parseInt(part) & 0xff);
        }
        return new Prefix(value << 32, 0, false, bits);
      }
      return six(address, bits);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Prefix six(String address, int bits) {
    int gap = address.indexOf("::");
    String[] head = groups(gap < 0 ? address : address.substring(0, gap));
    String[] tail = gap < 0 ? new String[0] : groups(address.substring(gap + 2));
    long[] groups = new long[8];
    int place = 0;
    for (String group : head) {
      if (!group.isEmpty() && place < 8) {
        groups[place++] = Long.parseLong(group, 16);
      }
    }
    place = 8 - tail.length;
    for (String group : tail) {
      if (!group.isEmpty() && place < 8 && place >= 0) {
        groups[place] = Long.parseLong(group, 16);
      }
      place++;
    }
    long high = (groups[0] << 48) | (groups[1] << 32) | (groups[2] << 16) | groups[3];
    long low = (groups[4] << 48) | (groups[5] << 32) | (groups[6] << 16) | groups[7];
    return new Prefix(high, low, true, bits);
  }

  private static String[] groups(String part) {
    return part.isEmpty() ? new String[0] : part.split(":", -1);
  }

  /** Whether the other lies inside this one. */
  boolean covers(Prefix other) {
    if (six != other.six || bits > other.bits) {
      return false;
    }
    if (bits == 0) {
      return true;
    }
    if (bits <= 64) {
      return ((high ^ other.high) >>> (64 - bits)) == 0;
    }
    return high == other.high && ((low ^ other.low) >>> (128 - bits)) == 0;
  }
}
