package org.plumbline.cli;

/** Something that the person at the command line can mend; the message says what and how. */
final class Complaint extends RuntimeException {
  private final int exitStatus;

  Complaint(int exitStatus, String message) {
    super(message);
    this.exitStatus = exitStatus;
  }

  int exitStatus() {
    return exitStatus;
  }
}
