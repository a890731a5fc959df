package org.plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A recording named on the command line; standard input is kept in a file, because a recording is
 * read twice.
 */
record RecordingFile(Path path, boolean temporary) implements AutoCloseable {
  static RecordingFile of(String name) throws IOException {
    if (!name.equals("-")) {
      return new RecordingFile(Path.of(name), false);
    }
    Path copy = Files.createTempFile("plumb-", ".jsonl");
    Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
    return new RecordingFile(copy, true);
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(path);
    }
  }
}
