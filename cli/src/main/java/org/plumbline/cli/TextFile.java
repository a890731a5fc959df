package org.plumbline.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a person wrote and names at the command line. */
final class TextFile {
  private static final long BYTES_MAX = 2 << 20;

  private TextFile() {}

  /** What it says; a {@link Complaint} when it cannot be read, is too long or is not UTF-8. */
  static String read(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new Complaint(
            ExitStatus.WRONG_USAGE, file + " is larger than " + BYTES_MAX + " bytes");
      }
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new Complaint(ExitStatus.WRONG_USAGE, "cannot read " + file + ": it is not UTF-8");
    } catch (IOException e) {
      throw Complaint.unreadable(file.toString(), e);
    }
  }
}
