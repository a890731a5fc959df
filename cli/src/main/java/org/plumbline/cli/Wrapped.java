package org.plumbline.cli;

/** Text broken into lines of at most 80 columns. */
final class Wrapped {
  private static final int COLUMNS = 80;

  private Wrapped() {}

  /** The text after {@code first}, its further lines below where it begins. */
  static String hanging(String first, String text) {
    return first + text(text, " ".repeat(first.length())).substring(first.length());
  }

  static String text(String text, String indent) {
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > COLUMNS) {
        out.append(line).append('\n');
        line.setLength(0);
        line.append(indent);
      }
      if (line.length() > indent.length()) {
        line.append(' ');
      }
      line.append(word);
    }
    return out.append(line).toString();
  }
}
