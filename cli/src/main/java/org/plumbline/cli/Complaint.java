package org.plumbline.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Something that the person at the command line can mend; the message says what and how. */
final class Complaint extends RuntimeException {
  private final int exitStatus;

  Complaint(int exitStatus, String message) {
    super(message);
    this.exitStatus = exitStatus;
  }

  /** A file that a command needs cannot be read. */
  static Complaint unreadable(String file, IOException e) {
    return new Complaint(
        ExitStatus.WRONG_USAGE, "cannot read %s: %s".formatted(file, why(file, e)));
  }

  /** A file that a command is to make cannot be written. */
  static Complaint unwritable(Path file, IOException e) {
    return new Complaint(
        ExitStatus.WRONG_USAGE, "cannot write %s: %s".formatted(file, why(file.toString(), e)));
  }

  private static String why(String file, IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no such file or folder";
      case AccessDeniedException denied -> "permission denied";
      case CharacterCodingException binary -> "it is not text in UTF-8";
      default -> String.valueOf(e.getMessage()).replace(file + ": ", "");
    };
  }

  int exitStatus() {
    return exitStatus;
  }
}
