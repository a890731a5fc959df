package org.plumbline.collector;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.plumbline.wire.Wire;

/** The body of a post: JSON Lines, plain or gzip. */
final class Body {
  /** Largest body, also when it is unpacked: what one post can make us hold. */
  static final int BYTES_MAX = 8 << 20;

  /** Most lines of a post; each may need an answer of its own. */
  static final int LINES_MAX = 100_000;

  private static final int CHUNK_BYTES = 1 << 16;
  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;

  private Body() {}

  /** A body over one of the bounds. */
  static final class TooLarge extends Exception {
    TooLarge(String message) {
      super(message, null, false, false);
    }
  }

  /** Reads the lines, without their ends. */
  static List<byte[]> lines(InputStream in) throws IOException, TooLarge {
    return split(bytes(unpacked(in)));
  }

  /**
   * The plain stream. Looks at the first bytes and not at {@code Content-Encoding}: the server may
   * have unpacked it already, and no JSON begins like gzip.
   */
  private static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, CHUNK_BYTES);
    buffered.mark(2);
    boolean gzip = buffered.read() == GZIP_MAGIC_1 && buffered.read() == GZIP_MAGIC_2;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, CHUNK_BYTES) : buffered;
  }

  private static byte[] bytes(InputStream in) throws IOException, TooLarge {
    ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK_BYTES);
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      if (body.size() + read > BYTES_MAX) {
        throw new TooLarge("a post is at most " + BYTES_MAX + " bytes unpacked");
      }
      body.write(chunk, 0, read);
    }
    return body.toByteArray();
  }

  private static List<byte[]> split(byte[] body) throws TooLarge {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    while (start < body.length) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      if (end - start > Wire.LINE_BYTES_MAX) {
        throw new TooLarge(
            "line " + (lines.size() + 1) + " is over " + Wire.LINE_BYTES_MAX + " bytes");
      }
      if (lines.size() == LINES_MAX) {
        throw new TooLarge("a post is at most " + LINES_MAX + " lines");
      }
      lines.add(Arrays.copyOfRange(body, start, end));
      start = end + 1;
    }
    return lines;
  }
}
