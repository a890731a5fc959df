package org.plumbline.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest saved state, in memory. */
final class MemorySnapshots implements Snapshots {
  private static final class Saved implements Snapshot {
    private final long cursor;
    private final byte[] bytes;

    Saved(long cursor, byte[] bytes) {
      this.cursor = cursor;
      this.bytes = bytes;
    }

    @Override
    public long cursor() {
      return cursor;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private volatile @Nullable Saved saved;

  @Override
  public void save(long cursor, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.writeTo(bytes);
    } catch (IOException e) {
      throw new StoreException("the state cannot be saved", e);
    }
    saved = new Saved(cursor, bytes.toByteArray());
  }

  @Override
  public Optional<Snapshot> newest() {
    return Optional.ofNullable(saved);
  }
}
