package org.plumbline.tls;

import java.util.Arrays;

/** The little of DER (X.690) that the JDK keeps to itself. */
final class Der {
  private static final int LONG_FORM = 0x80;

  private Der() {}

  /** The content of an OCTET STRING, such as the JDK hands out extension values in. */
  static byte[] octets(byte[] wrapped) {
    int length = wrapped[1] & 0xff;
    int header = length < LONG_FORM ? 2 : 2 + (length & ~LONG_FORM);
    return Arrays.copyOfRange(wrapped, header, wrapped.length);
  }
}
