package org.plumbline.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The number of a start of an agent: one more than the last, kept in its data folder, so that
 * sequences never meet again after a restart.
 */
public final class Epoch {
  private static final String FILE = "epoch";
  private static final int FILE_BYTES_MAX = 32;

  private Epoch() {}

  /**
   * Takes the next epoch and makes it durable before it returns. When the file cannot be read as a
   * number, its last value is lost; then the epoch is the minutes since 1970, more than any count
   * of starts.
   *
   * @throws IOException when the folder cannot be written
   */
  public static int next(Path folder, InstantSource clock) throws IOException {
    Files.createDirectories(folder);
    int next = read(folder.resolve(FILE), clock) + 1;
    write(folder, next);
    return next;
  }

  /** The next epoch will be higher than that of an agent before, whose folder is lost. */
  static void notBelow(Path folder, int before) throws IOException {
    if (before > 0 && !Files.exists(folder.resolve(FILE))) {
      write(folder, before);
    }
  }

  private static void write(Path folder, int epoch) throws IOException {
    Path fresh = folder.resolve(FILE + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap((epoch + "\n").getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(
        fresh,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    SegmentOut.syncFolder(folder);
  }

  private static int read(Path file, InstantSource clock) throws IOException {
    try {
      if (Files.size(file) <= FILE_BYTES_MAX) {
        int last =
            Integer.parseInt(
                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip());
        if (last >= 0 && last < Integer.MAX_VALUE) {
          return last;
        }
      }
    } catch (NoSuchFileException firstStart) {
      return 0;
    } catch (NumberFormatException torn) {
      // Falls through to the lost value.
    }
    return Math.toIntExact(Duration.ofMillis(clock.millis()).toMinutes());
  }
}
