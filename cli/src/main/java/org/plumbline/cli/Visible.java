package org.plumbline.cli;

/**
 * Text from the network for a terminal: what cannot be seen, or would move the cursor, is spelt
 * out.
 */
final class Visible {
  private Visible() {}

  static String text(String hostile) {
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
