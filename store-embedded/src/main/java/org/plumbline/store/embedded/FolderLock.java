package org.plumbline.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.plumbline.store.StoreException;

/**
 * That this process, and no other, owns a data folder. The system lets go of it when the process
 * ends, however it ends.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE = "lock";
  private static final int PID_BYTES_MAX = 20;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Makes the folder when there is none, and takes it. */
  static FolderLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        String owner = owner(channel);
        channel.close();
        throw new StoreException(
            "the data folder "
                + folder.toAbsolutePath()
                + " is in use by another server"
                + owner
                + ": stop that one, or give this one a folder of its own");
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new StoreException(
          "the data folder "
              + folder.toAbsolutePath()
              + " cannot be used ("
              + e
              + "): make it writable, or choose another",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(PID_BYTES_MAX);
    channel.read(pid, 0);
    String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    return text.matches("[0-9]+") ? " (process " + text + ")" : "";
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("the lock of the data folder cannot be let go", e);
    }
  }
}
