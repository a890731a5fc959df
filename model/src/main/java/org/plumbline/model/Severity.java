package org.plumbline.model;

import java.util.Locale;

/** How bad the last five minutes are, mildest first. */
public enum Severity implements Term {
  DEGRADED,
  PARTIAL,
  MAJOR,
  GLOBAL;

  private final String word = name().toLowerCase(Locale.ROOT);

  @Override
  public String word() {
    return word;
  }
}
