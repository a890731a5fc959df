package org.plumbline.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that is being written. Streams and not channels: a channel is closed when a thread that
 * waits for it is interrupted, and runs are interrupted whenever an agent stops.
 */
final class SegmentOut implements AutoCloseable {
  private final FileOutputStream out;

  private SegmentOut(FileOutputStream out) {
    this.out = out;
  }

  /** Makes the file, and its name in the folder durable. */
  static SegmentOut create(Path folder, Path file) throws IOException {
    FileOutputStream out = new FileOutputStream(file.toFile(), true);
    try {
      syncFolder(folder);
    } catch (IOException e) {
      out.close();
      throw e;
    }
    return new SegmentOut(out);
  }

  /** Makes the names in a folder durable. */
  static void syncFolder(Path folder) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException again) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void write(byte[] line) throws IOException {
    out.write(line);
  }

  void sync() throws IOException {
    out.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
