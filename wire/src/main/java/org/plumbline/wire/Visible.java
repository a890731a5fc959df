package org.plumbline.wire;

/**
 * Text from the network for people: what cannot be seen, turns the direction of writing, ends a
 * line or would move a cursor is spelt out.
 */
public final class Visible {
  private Visible() {}

  /** The text in one line, with {@code <U+202E>} and the like for what cannot be shown. */
  public static String text(String hostile) {
    StringBuilder out = new StringBuilder(hostile.length());
    hostile
        .codePoints()
        .forEach(point -> {
          if (isShown(point)) {
            out.appendCodePoint(point);
          } else {
            out.append("<U+%04X>".formatted(point));
          }
        });
    return out.toString();
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
