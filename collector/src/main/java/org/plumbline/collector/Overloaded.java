package org.plumbline.collector;

import java.time.Duration;

/** More comes in than can be made durable now: come again later, nothing was taken. */
final class Overloaded extends Exception {
  private final Duration retryAfter;

  Overloaded(String message, Duration retryAfter) {
    super(message, null, false, false);
    this.retryAfter = retryAfter;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
