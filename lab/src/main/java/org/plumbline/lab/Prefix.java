package org.plumbline.lab;

import java.net.InetAddress;
import java.util.Optional;

/** An address block such as 192.0.2.0/24; a bare address is a block of one. */
record Prefix(InetAddress address, int length) {
  static Optional<Prefix> parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int bits = address.getAddress().length * 8;
      int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      return length < 0 || length > bits
          ? Optional.empty()
          : Optional.of(new Prefix(address, length));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >> (bit & 7);
      if ((mine[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }
}
