package org.plumbline.model;

import java.util.Locale;

/** How much one run asks. */
public enum Depth implements Term {
  /** What a client does: resolve, connect, handshake, request. */
  ROUTINE,
  /** Also the walk, every authoritative server, other resolvers, other addresses. */
  DIAGNOSTIC;

  private final String word = name().toLowerCase(Locale.ROOT);

  @Override
  public String word() {
    return word;
  }
}
