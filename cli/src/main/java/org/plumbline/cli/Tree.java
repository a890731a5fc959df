package org.plumbline.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.wire.Visible;

/** Lines of a plumb line: a mark, a text, a time, in 80 columns. All text is made visible here. */
final class Tree {
  private static final int COLUMNS = Wrapped.COLUMNS;
  private static final int TIME = 9;
  private static final int MARK = 5;

  /** One line: a heading has neither mark nor time. */
  private record Line(
      String lead, String mark, Paint paint, String text, @Nullable Duration elapsed) {}

  private final List<Line> lines = new ArrayList<>();
  private final boolean colour;

  Tree(boolean colour) {
    this.colour = colour;
  }

  void title(String text) {
    lines.add(new Line("", "", Paint.STRONG, text, null));
  }

  void heading(String text) {
    lines.add(new Line("│", "", Paint.PLAIN, "", null));
    lines.add(new Line("├─ ", "", Paint.STRONG, text, null));
  }

  /** A fact under the heading. */
  void fact(Mark mark, String text, @Nullable Duration elapsed) {
    lines.add(new Line("│  ", mark.word, mark.paint, text, elapsed));
  }

  /** More about the fact before. */
  void more(String text) {
    lines.add(new Line("│  ", "", Paint.FAINT, text, null));
  }

  /** How a fact stands, as a word of at most five letters. */
  enum Mark {
    OK("ok", Paint.GOOD),
    FAIL("FAIL", Paint.BAD),
    DIFFERS("DIFF", Paint.ODD),
    NOT_MADE("-", Paint.FAINT),
    /** Not a fact but where it was made. */
    FROM("from", Paint.FAINT);

    private final String word;
    private final Paint paint;

    Mark(String word, Paint paint) {
      this.word = word;
      this.paint = paint;
    }
  }

  /** The end of the line: the bob, and what it found. */
  void bob(Paint paint, String word, String text) {
    lines.add(new Line("│", "", Paint.PLAIN, "", null));
    List<String> wrapped = Wrapped.lines(text, COLUMNS - 3 - word.length() - 2);
    for (int i = 0; i < wrapped.size(); i++) {
      lines.add(
          new Line(
              i == 0 ? "◆  " : "   ",
              i == 0 ? word : " ".repeat(word.length()),
              paint,
              wrapped.get(i),
              null));
    }
  }

  /** A remark below the end. */
  void remark(String word, String text) {
    List<String> wrapped = Wrapped.lines(text, COLUMNS - 3 - word.length() - 2);
    for (int i = 0; i < wrapped.size(); i++) {
      lines.add(
          new Line(
              "   ", i == 0 ? word : " ".repeat(word.length()), Paint.ODD, wrapped.get(i), null));
    }
  }

  void print(PrintWriter out) {
    lines.forEach(line -> print(line, out));
    out.flush();
  }

  private void print(Line line, PrintWriter out) {
    String text = Visible.text(line.text());
    if (line.mark().isEmpty() && line.elapsed() == null) {
      String indent = line.paint() == Paint.FAINT ? " ".repeat(MARK + 1) : "";
      int room = COLUMNS - line.lead().length() - indent.length();
      out.println(
          (line.lead() + indent + line.paint().on(cut(text, room), colour)).stripTrailing());
      return;
    }
    String mark = line.mark() + " ".repeat(Math.max(0, MARK - line.mark().length()));
    boolean bob = line.lead().startsWith("◆") || line.lead().isBlank();
    String gap = bob ? "  " : " ";
    String shown = bob ? line.mark() : mark;
    int room =
        COLUMNS - line.lead().length() - shown.length() - gap.length() - (bob ? 0 : TIME + 1);
    String cut = cut(text, room);
    String time = line.elapsed() == null ? "" : time(line.elapsed());
    String padded =
        time.isEmpty()
            ? cut
            : cut
                + " ".repeat(room - cut.length() + 1 + TIME - time.length())
                + Paint.FAINT.on(time, colour);
    out.println((line.lead() + line.paint().on(shown, colour) + gap + padded).stripTrailing());
  }

  /** The text, or as much of it as there is room for, the cut shown. */
  static String cut(String text, int room) {
    return text.length() <= room ? text : text.substring(0, Math.max(0, room - 1)) + "…";
  }

  static String time(Duration elapsed) {
    double millis = elapsed.toNanos() / 1e6;
    return millis < 10
        ? String.format(Locale.ROOT, "%.1f ms", millis)
        : millis < 10_000
            ? String.format(Locale.ROOT, "%.0f ms", millis)
            : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
  }
}
