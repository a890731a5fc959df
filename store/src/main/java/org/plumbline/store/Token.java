package org.plumbline.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Term;

/**
 * A bearer token as it is kept: hashed.
 *
 * @param name unique; a token of a known name replaces it
 * @param sha256 of the secret, 64 hex digits. A plain hash is enough: secrets are 256 random bits,
 *     not passwords
 * @param vantage the only vantage that it may report for; absent: any that it introduces
 * @param expires absent: never
 */
public record Token(
    String name, String sha256, Scope scope, @Nullable String vantage, @Nullable Instant expires) {
  /** What a token is good for. */
  public enum Scope implements Term {
    ENROL,
    INGEST,
    READ,
    ADMIN;

    private final String word = name().toLowerCase(Locale.ROOT);

    @Override
    public String word() {
      return word;
    }
  }

  private static final int SECRET_BYTES = 32;

  public static Token of(String name, String secret, Scope scope) {
    return new Token(name, sha256(secret), scope, null, null);
  }

  /** A new secret, to be shown once. */
  public static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public static String sha256(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  public boolean validAt(Instant now) {
    return expires == null || now.isBefore(expires);
  }
}
