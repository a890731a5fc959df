package org.plumbline.dns;

import java.util.Locale;
import org.plumbline.model.Term;

/** What carries a question. */
public enum Transport implements Term {
  UDP,
  TCP;

  private final String word = name().toLowerCase(Locale.ROOT);

  @Override
  public String word() {
    return word;
  }
}
