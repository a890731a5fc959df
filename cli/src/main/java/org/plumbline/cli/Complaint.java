package org.plumbline.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Something that the person at the command line can mend; the message says what and how. */
final class Complaint extends RuntimeException {
  private final int exitStatus;

  Complaint(int exitStatus, String message) {
    super(message);
    this.exitStatus = exitStatus;
  }

  /** A file that a command needs cannot be read. */
  static Complaint unreadable(String file, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException missing -> "there is no such file";
          case AccessDeniedException denied -> "it may not be read";
          default -> String.valueOf(e.getMessage());
        };
    return new Complaint(ExitStatus.WRONG_USAGE, "cannot read " + file + ": " + why);
  }

  int exitStatus() {
    return exitStatus;
  }
}
