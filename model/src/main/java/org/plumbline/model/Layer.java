package org.plumbline.model;

import java.util.Locale;

/** A layer of the internet stack, as failures, causes and symptoms name it. */
public enum Layer implements Term {
  /** Routing between networks. Only causes are here, never a failure. */
  BGP,
  IP,
  DNS,
  TCP,
  TLS,
  QUIC,
  HTTP,
  /** Slow, not failed. Only causes and symptoms are here. */
  LATENCY,
  /** The vantage itself. Only causes are here. */
  VANTAGE,
  /** A symptom without a failing layer: the facts changed and nothing broke. */
  NONE;

  private final String word = name().toLowerCase(Locale.ROOT);

  @Override
  public String word() {
    return word;
  }
}
