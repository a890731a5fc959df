package org.plumbline.cli;

/** Colour beside the word, never in its place: everything reads the same without it. */
enum Paint {
  PLAIN(""),
  GOOD("\u001b[32m"),
  BAD("\u001b[1;31m"),
  ODD("\u001b[33m"),
  FAINT("\u001b[2m"),
  STRONG("\u001b[1m");

  private static final String END = "\u001b[0m";

  private final String start;

  Paint(String start) {
    this.start = start;
  }

  String on(String text, boolean colour) {
    return colour && !start.isEmpty() ? start + text + END : text;
  }

  /** When to colour. */
  enum When {
    ALWAYS,
    NEVER,
    /** On a terminal, unless NO_COLOR is set (no-color.org). */
    AUTO;

    boolean colour() {
      return switch (this) {
        case ALWAYS -> true;
        case NEVER -> false;
        case AUTO -> {
          String no = System.getenv("NO_COLOR");
          yield (no == null || no.isEmpty())
              && System.console() != null
              && System.console().isTerminal();
        }
      };
    }
  }
}
