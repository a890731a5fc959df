package org.plumbline.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says (RFC 5280).
 *
 * @param names subject alternative names
 * @param sha256 of the DER, hex
 * @param key kind and size, such as EC256 or RSA2048
 */
public record Certificate(
    @Nullable String subject,
    @Nullable String issuer,
    List<String> names,
    @Nullable Instant notBefore,
    @Nullable Instant notAfter,
    @Nullable String serial,
    @Nullable String sha256,
    @Nullable String key)
    implements Serializable {
  public Certificate {
    names = List.copyOf(names);
  }
}
