package org.plumbline.owners;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.plumbline.net.Prefix;

/**
 * For which addresses one answer speaks. Announcements nest: an answer with a /12 says nothing of
 * an address in a /20 inside of it that somebody else announces. But a block below /24 (/48) does
 * not travel (RFC 7454 section 6.1.3), so one answer speaks for its whole /24 (/48).
 */
final class Block {
  private static final int V4_BITS = 24;
  private static final int V6_BITS = 48;

  private Block() {}

  /** The smallest block that is announced by one network to the world. */
  static Prefix around(InetAddress address) {
    return new Prefix(address, bits(address));
  }

  /** The address alone. */
  static Prefix just(InetAddress address) {
    return new Prefix(address, address.getAddress().length * Byte.SIZE);
  }

  /** What an answer about an address holds for: its block, or the address alone in a finer one. */
  static Prefix covered(InetAddress address, Origin origin) {
    return origin.prefix().length() > bits(address) ? just(address) : around(address);
  }

  private static int bits(InetAddress address) {
    return address instanceof Inet4Address ? V4_BITS : V6_BITS;
  }
}
