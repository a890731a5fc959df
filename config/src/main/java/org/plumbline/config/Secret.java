package org.plumbline.config;

/**
 * A value that nobody may see: it has no {@code equals} that tells, and its text is not itself, so
 * that a record which holds it can be logged.
 */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The value, for the one place that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
