package org.plumbline.store.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.plumbline.store.Snapshots;
import org.plumbline.store.StoreException;

/** The newest saved state in a file: eight bytes of cursor, then the content as gzip. */
final class SnapshotFile implements Snapshots {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;

  SnapshotFile(Path file) {
    this.file = file;
  }

  @Override
  public void save(long cursor, Content content) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      write(next, cursor, content);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StoreException(file + " cannot be written", e);
    }
  }

  /**
   * The bytes are on the disk before the name is theirs: a crash leaves the old file or the new.
   */
  private static void write(Path next, long cursor, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                next,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out = Channels.newOutputStream(channel)) {
      new DataOutputStream(out).writeLong(cursor);
      Fast gzip = new Fast(out);
      content.writeTo(gzip);
      gzip.finish();
      channel.force(true);
    }
  }

  /** gzip for speed: a state is written far more often than it is read. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  @Override
  public Optional<Snapshot> newest() {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return Optional.of(new Saved(file, in.readLong()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private record Saved(Path file, long cursor) implements Snapshot {
    @Override
    public InputStream open() throws IOException {
      InputStream in = Files.newInputStream(file);
      try {
        in.skipNBytes(Long.BYTES);
        return new GZIPInputStream(in, BUFFER_BYTES);
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }
  }
}
