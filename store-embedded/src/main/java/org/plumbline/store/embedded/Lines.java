package org.plumbline.store.embedded;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.plumbline.model.Entry;
import org.plumbline.store.EntryLine;
import org.plumbline.store.StoreException;
import org.plumbline.wire.Line;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/** Lines packed into one compressed block, and back. */
final class Lines {
  private static final int CHUNK_BYTES = 16 * 1024;

  private Lines() {}

  /** Lines of a block, each ended by a line feed; JSON has none inside. */
  static byte[] join(List<EntryLine> lines) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (EntryLine line : lines) {
      line.writeTo(plain);
      plain.write('\n');
    }
    return plain.toByteArray();
  }

  static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4);
      byte[] chunk = new byte[CHUNK_BYTES];
      while (!deflater.finished()) {
        packed.write(chunk, 0, deflater.deflate(chunk));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /**
   * The lines of a block.
   *
   * @param size of the block unpacked, in bytes
   */
  static List<byte[]> unpack(byte[] packed, int size) {
    byte[] plain = new byte[size];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      if (inflater.inflate(plain) != size) {
        throw new StoreException("a block of the log is damaged: it ends early");
      }
    } catch (DataFormatException e) {
      throw new StoreException("a block of the log is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < size; i++) {
      if (plain[i] == '\n') {
        lines.add(Arrays.copyOfRange(plain, start, i));
        start = i + 1;
      }
    }
    return lines;
  }

  static Entry entry(byte[] line) {
    try {
      return switch (Wire.read(line)) {
        case Line.Fact(Entry entry, _) -> entry;
        case Line.Conclusion(String kind) ->
            throw new StoreException("the log holds a " + kind + ", which is no fact");
      };
    } catch (Unreadable e) {
      throw new StoreException("a line of the log is damaged: " + e.getMessage(), e);
    }
  }
}
