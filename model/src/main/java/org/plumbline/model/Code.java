package org.plumbline.model;

import java.util.Locale;

/** What went wrong at a layer: the failure vocabulary of the data formats. */
public enum Code implements Term {
  TIMEOUT,
  SERVFAIL,
  REFUSED,
  NOTIMP,
  FORMERR,
  NXDOMAIN,
  NODATA,
  /** Another answer or rcode than the check expects. */
  UNEXPECTED,
  /** The answer does not validate (DNSSEC). */
  BOGUS,
  /** A listed server that does not serve the zone. */
  LAME,
  LOOP,
  TRUNCATED,
  MALFORMED,
  UNREACHABLE,
  PROHIBITED,
  LOSS,
  RESET,
  NAME_MISMATCH,
  EXPIRED,
  NOT_YET_VALID,
  UNKNOWN_ISSUER,
  SELF_SIGNED,
  INCOMPLETE_CHAIN,
  /** The chain reaches a trusted root and its own extensions forbid this use. */
  NOT_PERMITTED,
  REVOKED,
  WEAK,
  PROTOCOL_VERSION,
  ALERT,
  STATUS,
  CONTENT,
  REDIRECT_LOOP,
  /** An answer meant to keep the asker out; the service is not down for others. */
  BLOCKED,
  TOO_LARGE,
  VERSION,
  /** Symptom of layer {@code latency}. */
  SLOW,
  /** Symptom of layer {@code none}. */
  CHANGED,
  /** Anything else; counted, and meant to stay rare. */
  OTHER;

  private final String word = name().toLowerCase(Locale.ROOT);

  @Override
  public String word() {
    return word;
  }
}
