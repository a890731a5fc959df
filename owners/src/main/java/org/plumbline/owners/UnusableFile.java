package org.plumbline.owners;

import java.util.List;

/** A file of owners that cannot be used as it is; says what is wrong with it. */
public final class UnusableFile extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> complaints;

  /**
   * @param complaints each with the file, the line where there is one, the rule and the value
   */
  UnusableFile(List<String> complaints) {
    super(String.join("\n", complaints));
    this.complaints = List.copyOf(complaints);
  }

  /** At least one. */
  public List<String> complaints() {
    return complaints;
  }
}
