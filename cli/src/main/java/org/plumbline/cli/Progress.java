package org.plumbline.cli;

import org.plumbline.wire.Visible;

/** One line on standard error that says what is being done, on a terminal only. */
final class Progress implements AutoCloseable {
  private static final String ERASE = "\r\u001b[K";

  private final boolean shown;
  private final Thread onInterrupt = new Thread(this::erase);

  Progress() {
    shown = Terminal.watched();
    if (shown) {
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    }
  }

  void say(String text) {
    if (shown) {
      System.err.print(ERASE + "plumb: " + Tree.cut(Visible.text(text), 70));
      System.err.flush();
    }
  }

  private void erase() {
    System.err.print(ERASE);
    System.err.flush();
  }

  @Override
  public void close() {
    if (shown) {
      erase();
      try {
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
      } catch (IllegalStateException e) {
        return; // already going down, and the hook runs
      }
    }
  }
}
