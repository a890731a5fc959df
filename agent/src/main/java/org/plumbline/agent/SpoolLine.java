package org.plumbline.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of a segment: CRC-32C in 8 hexadecimal digits over what follows, the sequence, and the
 * record, with a blank between each.
 *
 * @param sequence of a measurement; {@link Letter#NO_SEQUENCE} for any other record
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SpoolLine(long sequence, byte[] json) {
  private static final int CRC_DIGITS = 8;
  private static final int SEQUENCE_DIGITS_MAX = 18;

  static byte[] write(long sequence, byte[] json) {
    byte[] head = (sequence + " ").getBytes(StandardCharsets.US_ASCII);
    CRC32C crc = new CRC32C();
    crc.update(head);
    crc.update(json);
    ByteArrayOutputStream line = new ByteArrayOutputStream(json.length + 32);
    line.writeBytes(
        HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII));
    line.write(' ');
    line.writeBytes(head);
    line.writeBytes(json);
    line.write('\n');
    return line.toByteArray();
  }

  /** The lines of a file, without their ends; the last may be torn. */
  static List<byte[]> split(byte[] file) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int end = 0; end < file.length; end++) {
      if (file[end] == '\n') {
        lines.add(Arrays.copyOfRange(file, start, end));
        start = end + 1;
      }
    }
    if (start < file.length) {
      lines.add(Arrays.copyOfRange(file, start, file.length));
    }
    return lines;
  }

  /** Empty when the line is not as it was written. */
  static Optional<SpoolLine> read(byte[] line) {
    int blank = CRC_DIGITS + 1;
    while (blank < line.length && line[blank] != ' ') {
      blank++;
    }
    int digits = blank - CRC_DIGITS - 1;
    if (blank >= line.length || digits < 1 || digits > SEQUENCE_DIGITS_MAX) {
      return Optional.empty();
    }
    CRC32C crc = new CRC32C();
    crc.update(line, CRC_DIGITS + 1, line.length - CRC_DIGITS - 1);
    String said = new String(line, 0, CRC_DIGITS, StandardCharsets.US_ASCII);
    if (line[CRC_DIGITS] != ' ' || !said.equals(HexFormat.of().toHexDigits((int) crc.getValue()))) {
      return Optional.empty();
    }
    String sequence = new String(line, CRC_DIGITS + 1, digits, StandardCharsets.US_ASCII);
    return Optional.of(
        new SpoolLine(Long.parseLong(sequence), Arrays.copyOfRange(line, blank + 1, line.length)));
  }
}
