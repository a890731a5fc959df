package org.plumbline.cli;

/** Exit statuses, as interfaces.md fixes them. */
final class ExitStatus {
  static final int OK = 0;

  /** A fault found, diagnosed otherwise than the truth, or the process cannot run. */
  static final int FAULT = 1;

  static final int WRONG_USAGE = 2;

  /** Nothing could be measured from here. */
  static final int BLIND = 3;

  private ExitStatus() {}
}
