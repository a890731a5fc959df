package org.plumbline.config;

import java.net.InetAddress;

/** Address blocks as people write them; what they mean is the business of who uses them. */
final class Cidr {
  private Cidr() {}

  /** Whether the text is an address, or one with a prefix length that its family has. */
  static boolean isBlock(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      String length = slash < 0 ? "0" : text.substring(slash + 1);
      return length.matches("\\d{1,3}")
          && Integer.parseInt(length) <= address.getAddress().length * Byte.SIZE;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
