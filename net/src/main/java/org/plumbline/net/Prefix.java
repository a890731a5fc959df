package org.plumbline.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address block in CIDR form (RFC 4632, RFC 4291 section 2.3).
 *
 * @param address with all bits beyond {@code length} zero
 * @param length leading bits that count: 0 to 32, or 0 to 128
 */
public record Prefix(InetAddress address, int length) {
  public Prefix {
    int bits = address.getAddress().length * Byte.SIZE;
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException("prefix length must be 0 to " + bits + ", was " + length);
    }
    byte[] octets = address.getAddress();
    for (int bit = length; bit < bits; bit++) {
      octets[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    try {
      address = InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an address alone is a block of one.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = Addresses.parse(slash < 0 ? text : text.substring(0, slash));
    int bits = address.getAddress().length * Byte.SIZE;
    return new Prefix(address, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
  }

  /** Whether the address lies within; never true across families. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return Addresses.format(address) + "/" + length;
  }
}
