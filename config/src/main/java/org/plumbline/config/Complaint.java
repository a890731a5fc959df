package org.plumbline.config;

/**
 * One thing wrong in a file.
 *
 * @param line counted from 1
 * @param key dotted path from the root of the file
 * @param value as it was written; empty when it is absent or not a single value
 * @param rule what the value must be
 */
public record Complaint(String file, int line, String key, String value, String rule) {
  private static final int VALUE_CHARACTERS_MAX = 80;

  @Override
  public String toString() {
    String shown =
        value.length() > VALUE_CHARACTERS_MAX
            ? value.substring(0, VALUE_CHARACTERS_MAX) + "..."
            : value;
    String said = shown.isEmpty() ? "" : ", was '" + shown.replace('\n', ' ') + "'";
    return file + ":" + line + ": " + key + (key.isEmpty() ? "" : " ") + rule + said;
  }
}
