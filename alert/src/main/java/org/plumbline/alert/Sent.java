package org.plumbline.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one try. */
sealed interface Sent {
  /** The receiver has it. */
  record Accepted() implements Sent {}

  /**
   * Not now: worth another try.
   *
   * @param asked how long the receiver asked us to stay away
   */
  record Later(String problem, @Nullable Duration asked) implements Sent {
    Later(String problem) {
      this(problem, null);
    }
  }

  /** Never this one: another try would end the same. */
  record Refused(String problem) implements Sent {}

  /** Never anything again: the receiver took its endpoint away. */
  record Gone(String problem) implements Sent {}
}
