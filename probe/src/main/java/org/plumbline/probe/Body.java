package org.plumbline.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Code;

/** The content of a response: its size, and a snapshot of its beginning. */
final class Body {
  /** Content that is read and kept; a longer one is cut, which is no fault of the server. */
  private static final int SNAPSHOT_BYTES_MAX = 1_024 * 1_024;

  private static final int CHUNK_LINE_CHARS_MAX = 1_024;
  private static final int BUFFER_BYTES = 16 * 1_024;

  static final Body EMPTY = new Body();

  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private byte[] content = new byte[0];
  private @Nullable Long declared;
  private @Nullable IOException error;

  private Body() {}

  /** Reads as RFC 9112 section 6.3 frames it; what breaks is kept with what came before. */
  static Body read(InputStream in, int status, HttpExchange head) {
    Body body = new Body();
    try {
      if (status != 204 && status != 304) {
        body.frame(in, head);
      }
    } catch (IOException e) {
      body.error = e;
    }
    body.content = body.decoded(head.field("content-encoding").orElse(""));
    return body;
  }

  private void frame(InputStream in, HttpExchange head) throws IOException {
    String coding = head.field("transfer-encoding").orElse("").toLowerCase(Locale.ROOT);
    if (coding.endsWith("chunked")) {
      chunks(in);
      return;
    }
    String length = head.field("content-length").orElse("");
    if (length.isEmpty()) {
      copy(in, Long.MAX_VALUE);
      return;
    }
    if (!length.matches("\\d{1,18}")) {
      throw new HttpFault(Code.MALFORMED, "Content-Length: " + length);
    }
    declared = Long.valueOf(length);
    if (copy(in, declared) < declared && wire.size() < SNAPSHOT_BYTES_MAX) {
      throw new HttpFault(Code.TRUNCATED, wire.size() + " of " + declared + " bytes came");
    }
  }

  private void chunks(InputStream in) throws IOException {
    while (wire.size() < SNAPSHOT_BYTES_MAX) {
      String line = chunkLine(in);
      int extension = line.indexOf(';');
      String size = (extension < 0 ? line : line.substring(0, extension)).strip();
      if (!size.matches("[0-9a-fA-F]{1,15}")) {
        throw new HttpFault(Code.MALFORMED, "not a chunk size");
      }
      long length = Long.parseLong(size, 16);
      if (length == 0) {
        return;
      }
      if (copy(in, length) < length && wire.size() < SNAPSHOT_BYTES_MAX) {
        throw new HttpFault(Code.TRUNCATED, "the body ended within a chunk");
      }
      if (wire.size() < SNAPSHOT_BYTES_MAX) {
        chunkLine(in);
      }
    }
  }

  private static String chunkLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new HttpFault(Code.TRUNCATED, "the body ended without its last chunk");
      }
      if (line.length() >= CHUNK_LINE_CHARS_MAX) {
        throw new HttpFault(Code.MALFORMED, "endless chunk size");
      }
      line.append((char) octet);
    }
    return line.toString().strip();
  }

  private long copy(InputStream in, long length) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long copied = 0;
    while (copied < length && wire.size() < SNAPSHOT_BYTES_MAX) {
      int room = SNAPSHOT_BYTES_MAX - wire.size();
      int want = (int) Math.min(Math.min(buffer.length, room), length - copied);
      int got = in.read(buffer, 0, want);
      if (got < 0) {
        break;
      }
      wire.write(buffer, 0, got);
      copied += got;
    }
    return copied;
  }

  private byte[] decoded(String coding) {
    byte[] raw = wire.toByteArray();
    if (!coding.equalsIgnoreCase("gzip")) {
      return raw;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      byte[] buffer = new byte[BUFFER_BYTES];
      int got = in.read(buffer);
      while (got > 0 && out.size() < SNAPSHOT_BYTES_MAX) {
        out.write(buffer, 0, Math.min(got, SNAPSHOT_BYTES_MAX - out.size()));
        got = in.read(buffer);
      }
    } catch (IOException e) { // a snapshot's end, or not gzip at all
      return out.size() > 0 ? out.toByteArray() : raw;
    }
    return out.toByteArray();
  }

  /** Size as sent: what was declared, else what came. */
  long bytes() {
    return declared == null ? wire.size() : declared;
  }

  /** SHA-256 of the decoded snapshot, hex. */
  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The decoded snapshot as text. */
  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  @Nullable IOException error() {
    return error;
  }
}
