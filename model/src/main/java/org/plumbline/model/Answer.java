package org.plumbline.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One record of a DNS answer.
 *
 * @param ttl seconds
 * @param data in presentation form, names without the final dot
 * @param asn of the address, for A and AAAA
 * @param owner of the address, for A and AAAA
 */
public record Answer(
    String name,
    String type,
    @Nullable Integer ttl,
    String data,
    @Nullable Long asn,
    @Nullable String owner)
    implements Serializable {
  public boolean isAddress() {
    return type.equals("A") || type.equals("AAAA");
  }
}
