package org.plumbline.owners;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.net.Prefix;

/**
 * Writes a small MaxMind DB, format 2.0, by its specification: a search tree of 24-bit records,
 * sixteen zero bytes, the values, and the metadata behind their marker.
 */
final class MaxMindFile {
  private static final int V4_AT = 96;
  private static final int SEPARATOR_BYTES = 16;
  private static final int STRING = 2;
  private static final int UINT16 = 5;
  private static final int UINT32 = 6;
  private static final int MAP = 7;
  private static final int UINT64 = 9;
  private static final int ARRAY = 11;
  private static final int SHORT_MAX = 28;

  /** Children by bit: a node's number from 1, minus the offset of a value less 1, or 0. */
  private final List<int[]> nodes = new ArrayList<>(List.of(new int[2]));

  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final int ipVersion;

  MaxMindFile(int ipVersion) {
    this.ipVersion = ipVersion;
  }

  /** Gives a block a value; blocks must not overlap. */
  MaxMindFile put(String block, Map<String, Object> value) {
    Prefix prefix = Prefix.parse(block);
    boolean shifted = ipVersion == 6 && prefix.address() instanceof Inet4Address;
    byte[] octets = prefix.address().getAddress();
    int length = prefix.length() + (shifted ? V4_AT : 0);
    int offset = values.size();
    write(values, value);
    int node = 0;
    for (int bit = 0; bit < length; bit++) {
      int at = bit - (shifted ? V4_AT : 0);
      int side = at < 0 ? 0 : octets[at / 8] >> (7 - at % 8) & 1;
      if (bit == length - 1) {
        nodes.get(node)[side] = -offset - 1;
      } else {
        if (nodes.get(node)[side] == 0) {
          nodes.add(new int[2]);
          nodes.get(node)[side] = nodes.size() - 1;
        }
        node = nodes.get(node)[side];
      }
    }
    return this;
  }

  Path write(Path file, String type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int side : node) {
        int record =
            side > 0 ? side : side == 0 ? nodes.size() : nodes.size() + SEPARATOR_BYTES - side - 1;
        out.write(record >> 16);
        out.write(record >> 8);
        out.write(record);
      }
    }
    out.write(new byte[SEPARATOR_BYTES]);
    out.write(values.toByteArray());
    out.write(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
    out.write("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("node_count", (long) nodes.size());
    metadata.put("record_size", 24);
    metadata.put("ip_version", ipVersion);
    metadata.put("database_type", type);
    metadata.put("languages", List.of("en"));
    metadata.put("binary_format_major_version", 2);
    metadata.put("binary_format_minor_version", 0);
    metadata.put("build_epoch", new java.math.BigInteger("1790000000"));
    metadata.put("description", Map.of("en", "test"));
    write(out, metadata);
    return Files.write(file, out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(out, STRING, bytes.length);
        out.writeBytes(bytes);
      }
      case Integer number -> number(out, UINT16, number, 2);
      case Long number -> number(out, UINT32, number, 4);
      case java.math.BigInteger number -> number(out, UINT64, number.longValue(), 8);
      case Map<?, ?> map -> {
        head(out, MAP, map.size());
        map.forEach((key, below) -> {
          write(out, key);
          write(out, below);
        });
      }
      case List<?> list -> {
        head(out, ARRAY, list.size());
        list.forEach(item -> write(out, item));
      }
      default -> throw new IllegalArgumentException("no such type: " + value);
    }
  }

  private static void number(ByteArrayOutputStream out, int type, long number, int bytes) {
    head(out, type, bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (number >> (8 * i)));
    }
  }

  private static void head(ByteArrayOutputStream out, int type, int size) {
    int first = Math.min(size, SHORT_MAX + 1);
    out.write(type > MAP ? first : type << 5 | first);
    if (type > MAP) {
      out.write(type - MAP);
    }
    if (size > SHORT_MAX) {
      out.write(size - SHORT_MAX - 1);
    }
  }
}
