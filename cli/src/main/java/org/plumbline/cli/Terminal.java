package org.plumbline.cli;

import java.io.Console;

/** Whether a person watches. */
final class Terminal {
  /** JDK 25 gives no console again where there is none, unlike 22 to 24. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean watched() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private Terminal() {}
}
