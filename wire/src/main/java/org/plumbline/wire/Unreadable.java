package org.plumbline.wire;

/**
 * A line that is not a record of the data formats; the message says why, for the one who sent it.
 */
public final class Unreadable extends Exception {
  Unreadable(String reason) {
    super(reason, null, false, false);
  }
}
