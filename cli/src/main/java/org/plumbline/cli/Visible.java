package org.plumbline.cli;

/**
 * Text from the network, made safe for a terminal: control, bidirectional, invisible and unassigned
 * characters are written as their number, so that nothing can repaint, reorder or hide a line.
 */
final class Visible {
  private static final int LENGTH_MAX = 4_000;

  static String text(String hostile) {
    StringBuilder safe = new StringBuilder(hostile.length());
    hostile
        .codePoints()
        .limit(LENGTH_MAX)
        .forEach(
            point -> {
              if (isHidden(point)) {
                safe.append(String.format("\\u{%x}", point));
              } else {
                safe.appendCodePoint(point);
              }
            });
    return hostile.codePointCount(0, hostile.length()) > LENGTH_MAX
        ? safe.append('…').toString()
        : safe.toString();
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      default -> isBlankLetter(point);
    };
  }

  /** Letters and marks that show nothing: Hangul fillers, Braille blank, variation selectors. */
  private static boolean isBlankLetter(int point) {
    return point == 0x115F
        || point == 0x1160
        || point == 0x3164
        || point == 0xFFA0
        || point == 0x2800
        || point == 0x034F
        || point >= 0xFE00 && point <= 0xFE0F
        || point >= 0xE0100 && point <= 0xE01EF;
  }

  private Visible() {}
}
