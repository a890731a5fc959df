package org.plumbline.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Text broken at spaces so that it fits a terminal of 80 columns. */
final class Wrap {
  static final int COLUMNS = 80;

  static void print(PrintWriter out, String indent, String text) {
    lines(Visible.text(text), COLUMNS - indent.length())
        .forEach(line -> out.println(indent + line));
  }

  /** Lines of at most {@code width} columns; a longer word stands alone. */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private Wrap() {}
}
