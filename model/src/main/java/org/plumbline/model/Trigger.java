package org.plumbline.model;

import java.util.Locale;

/** Why a run was made. Rates, severity and availability count {@link #SCHEDULE} only. */
public enum Trigger implements Term {
  SCHEDULE,
  FAILURE,
  RECHECK,
  REQUEST,
  PERSON;

  private final String word = name().toLowerCase(Locale.ROOT);

  @Override
  public String word() {
    return word;
  }
}
