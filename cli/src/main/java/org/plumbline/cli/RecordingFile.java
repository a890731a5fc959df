package org.plumbline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Logged;
import org.plumbline.wire.Recording;

/**
 * A recording named on the command line; standard input is kept in a file, because a recording is
 * read twice.
 */
record RecordingFile(String name, Path path, boolean temporary) implements AutoCloseable {
  static RecordingFile of(String name) throws IOException {
    if (!name.equals("-")) {
      return new RecordingFile(name, Path.of(name), false);
    }
    Path copy = Files.createTempFile("plumb-", ".jsonl");
    Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
    return new RecordingFile("standard input", copy, true);
  }

  /**
   * Opens it; lines that cannot be read are named and passed over.
   *
   * @throws Complaint when it cannot be opened
   */
  Recording open(PrintWriter err) {
    try {
      return Recording.open(
          path,
          (line, reason) ->
              err.println("plumb: %s line %d is passed over: %s".formatted(name, line, reason)));
    } catch (IOException e) {
      throw Complaint.unreadable(name, e);
    }
  }

  /**
   * The next entry; null at the end.
   *
   * @throws Complaint when the file ends in the middle, as one that was cut short does
   */
  @Nullable Logged next(Recording open) {
    try {
      return open.next();
    } catch (IOException e) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "%s cannot be read beyond its first %,d records (%s); what stands before is judged"
              .formatted(name, open.readable(), e.getMessage()));
    }
  }

  /** What holds no record is no recording. */
  void requireRecords(Recording read) {
    if (read.readable() == 0) {
      throw new Complaint(ExitStatus.WRONG_USAGE, name + " holds no readable record");
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(path);
    }
  }
}
