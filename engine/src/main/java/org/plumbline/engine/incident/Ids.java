package org.plumbline.engine.incident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The id of an incident: a digest of what opened it. */
final class Ids {
  private static final int HEX_DIGITS = 16;

  private Ids() {}

  static String of(String key, String smallestMeasurement) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((key + '\n' + smallestMeasurement).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
