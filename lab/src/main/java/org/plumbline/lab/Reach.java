package org.plumbline.lab;

/** Whether packets to a server come to an answer. */
enum Reach {
  UP,
  /** Nothing comes back: timeouts. */
  DOWN,
  /** The host is there and its port closed. */
  REFUSED,
  /** A router on the way says that it knows no way. */
  UNREACHABLE
}
