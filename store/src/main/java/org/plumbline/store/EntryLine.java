package org.plumbline.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import org.plumbline.model.CommitOrder;
import org.plumbline.model.Entry;

/**
 * An entry and its line: the JSON of the data formats in UTF-8, without {@code receivedAt} and
 * without the end of line.
 *
 * <p>The writer brings the bytes because they are part of the order and of the identity of records,
 * and because encoding is work for many threads while appending is work for one.
 */
public final class EntryLine {
  /** The order of lines inside one group commit. */
  public static final Comparator<EntryLine> ORDER =
      CommitOrder.of(EntryLine::entry, (a, b) -> Arrays.compareUnsigned(a.bytes, b.bytes));

  private final Entry entry;
  private final byte[] bytes;

  public EntryLine(Entry entry, byte[] bytes) {
    this.entry = entry;
    this.bytes = bytes.clone();
  }

  public Entry entry() {
    return entry;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Appends the bytes, without copying them first. */
  public void writeTo(ByteArrayOutputStream out) {
    out.write(bytes, 0, bytes.length);
  }

  /** Size of the line in bytes. */
  public int length() {
    return bytes.length;
  }
}
