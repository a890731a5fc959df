package org.plumbline.lab;

import java.time.Instant;
import java.util.List;

/**
 * A certificate as the file states it.
 *
 * @param names subject alternative names
 * @param issuer who signed it
 * @param chain whether the server sends the intermediate too
 */
record CertificateSpec(
    String id, List<String> names, Instant from, Instant to, Issuer issuer, boolean chain) {
  /** Who signs. */
  enum Issuer {
    /** The lab's intermediate, which every vantage trusts through the lab's root. */
    LAB,
    /** Itself. */
    SELF,
    /** A root that nobody trusts. */
    UNKNOWN
  }
}
