package org.plumbline.cli;

/**
 * What was found of one part of this machine.
 *
 * @param name of the part, one word
 * @param text what works or does not, and the mend
 */
record Finding(State state, String name, String text) {
  /** How much it matters. */
  enum State {
    WORKS("ok"),
    /** Less than there could be, and enough. */
    REMARK("note"),
    FAULT("fault");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Finding works(String name, String text) {
    return new Finding(State.WORKS, name, text);
  }

  static Finding remark(String name, String text) {
    return new Finding(State.REMARK, name, text);
  }

  static Finding fault(String name, String text) {
    return new Finding(State.FAULT, name, text);
  }
}
