package org.plumbline.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, each bounded: of a longer one no more than the bound is kept. */
final class LineSource implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int position;
  private int filled;
  private long number;
  private boolean tooLong;

  LineSource(InputStream in) {
    this.in = in;
  }

  /** Number of the line last given, from 1. */
  long number() {
    return number;
  }

  /** Whether the line last given was cut. */
  boolean tooLong() {
    return tooLong;
  }

  /** The next line without its end; null at the end of the stream. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(CHUNK_BYTES / 16);
    tooLong = false;
    boolean any = false;
    while (position < filled || fill()) {
      any = true;
      int end = position;
      while (end < filled && chunk[end] != '\n') {
        end++;
      }
      keep(line, end);
      boolean complete = end < filled;
      position = complete ? end + 1 : end;
      if (complete) {
        break;
      }
    }
    if (!any) {
      return null;
    }
    number++;
    return line.toByteArray();
  }

  private void keep(ByteArrayOutputStream line, int end) {
    int room = Wire.LINE_BYTES_MAX - line.size();
    int length = end - position;
    line.write(chunk, position, Math.min(room, length));
    tooLong |= length > room;
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, in.read(chunk, 0, CHUNK_BYTES));
    return filled > 0;
  }

  /** Whether any line from here on contains these bytes. */
  boolean anyLineContains(byte[] sought) throws IOException {
    for (byte[] line = next(); line != null; line = next()) {
      if (contains(line, sought)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(byte[] line, byte[] sought) {
    for (int i = 0; i + sought.length <= line.length; i++) {
      int j = 0;
      while (j < sought.length && line[i + j] == sought[j]) {
        j++;
      }
      if (j == sought.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
