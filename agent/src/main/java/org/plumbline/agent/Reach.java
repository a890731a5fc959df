package org.plumbline.agent;

import java.util.function.Consumer;

/** Tells once that the collector cannot be reached or refuses us, and once that it is back. */
final class Reach {
  private static final int UNAUTHORIZED = 401;

  private enum State {
    UNKNOWN,
    THERE,
    AWAY,
    REFUSES
  }

  private final Consumer<String> tell;
  private State state = State.UNKNOWN;

  Reach(Consumer<String> tell) {
    this.tell = tell;
  }

  synchronized void answered(int status) {
    if (status == UNAUTHORIZED) {
      if (state != State.REFUSES) {
        tell.accept(
            "The server does not know this agent's credential any more: enrol it again with a new"
                + " token. Until then facts are kept.");
      }
      state = State.REFUSES;
      return;
    }
    if (state == State.AWAY || state == State.REFUSES) {
      tell.accept("The server answers again.");
    }
    state = State.THERE;
  }

  /**
   * @param why in words
   */
  synchronized void lost(String why) {
    if (state != State.AWAY) {
      tell.accept(
          "The server does not answer: " + why + ". Facts are kept until it does; trying on.");
    }
    state = State.AWAY;
  }
}
