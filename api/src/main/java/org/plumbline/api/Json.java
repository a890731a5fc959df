package org.plumbline.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON answers: records are spliced in as the bytes that they are. */
final class Json {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private Json() {}

  /** An object of the fields that {@code fields} writes. */
  static byte[] object(Consumer<JsonGenerator> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * A record with more fields at its end.
   *
   * @param object a JSON object with at least one field
   * @param fields writes at least one
   */
  static byte[] with(byte[] object, Consumer<JsonGenerator> fields) {
    byte[] more = object(fields);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(object.length + more.length);
    bytes.write(object, 0, object.length - 1);
    bytes.write(',');
    bytes.write(more, 1, more.length - 1);
    return bytes.toByteArray();
  }

  /** A page of a list; {@code next} is absent on the last. */
  static byte[] page(Collection<byte[]> items, @Nullable String next) {
    byte[] list = lists(Map.of("items", List.copyOf(items)));
    return next == null ? list : with(list, json -> json.writeStringProperty("next", next));
  }

  /** An object of lists of records. */
  static byte[] lists(Map<String, List<byte[]>> lists) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    char before = '{';
    for (Map.Entry<String, List<byte[]>> list : lists.entrySet()) {
      bytes.write(before);
      bytes.write('"');
      bytes.writeBytes(list.getKey().getBytes(StandardCharsets.US_ASCII));
      bytes.write('"');
      bytes.write(':');
      splice(bytes, list.getValue());
      before = ',';
    }
    bytes.write('}');
    return bytes.toByteArray();
  }

  private static void splice(ByteArrayOutputStream bytes, List<byte[]> items) {
    bytes.write('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        bytes.write(',');
      }
      bytes.writeBytes(items.get(i));
    }
    bytes.write(']');
  }
}
