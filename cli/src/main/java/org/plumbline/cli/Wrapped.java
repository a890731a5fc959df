package org.plumbline.cli;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.wire.Visible;

/** Text made visible and broken into lines at its spaces; a word longer than a line is broken. */
final class Wrapped {
  /** Width of all that we print. */
  static final int COLUMNS = 80;

  private Wrapped() {}

  /** The text after {@code first}, its further lines below where it begins. */
  static String hanging(String first, String text) {
    return first + text(text, " ".repeat(first.length())).substring(first.length());
  }

  /** Lines of at most {@link #COLUMNS}, each behind the indent. */
  static String text(String text, String indent) {
    return indent + String.join("\n" + indent, lines(text, COLUMNS - indent.length()));
  }

  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Visible.text(text).split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
      while (line.length() > width) {
        lines.add(line.substring(0, width));
        line.delete(0, width);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
