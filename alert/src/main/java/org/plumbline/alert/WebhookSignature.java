package org.plumbline.alert;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.plumbline.config.Secret;

/** The symmetric signature of Standard Webhooks, {@code v1}: HMAC-SHA256 over id, time and body. */
final class WebhookSignature {
  private static final String KEY_PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /** The value of {@code webhook-signature}. */
  static String sign(Secret key, String id, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] secret = Base64.getDecoder().decode(key.reveal().substring(KEY_PREFIX.length()));
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
