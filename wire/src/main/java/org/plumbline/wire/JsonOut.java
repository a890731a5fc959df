package org.plumbline.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Term;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one JSON object; what is absent is left out. */
final class JsonOut {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();
  private static final int INITIAL_BYTES = 512;

  /** Writes the fields of one object. */
  interface Fields<T> {
    void write(JsonOut out, T value);
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
  private final JsonGenerator generator =
      FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);

  /** The bytes of one object, without a line end. */
  static <T> byte[] object(T value, Fields<T> fields) {
    JsonOut out = new JsonOut();
    out.generator.writeStartObject();
    fields.write(out, value);
    out.generator.writeEndObject();
    out.generator.close();
    return out.bytes.toByteArray();
  }

  JsonOut text(String name, @Nullable String value) {
    if (value != null) {
      generator.writeStringProperty(name, value);
    }
    return this;
  }

  JsonOut word(String name, @Nullable Term value) {
    return text(name, value == null ? null : value.word());
  }

  JsonOut flag(String name, @Nullable Boolean value) {
    if (value != null) {
      generator.writeBooleanProperty(name, value);
    }
    return this;
  }

  JsonOut whole(String name, @Nullable Number value) {
    if (value != null) {
      generator.writeNumberProperty(name, value.longValue());
    }
    return this;
  }

  /** A number in its shortest form. */
  JsonOut number(String name, @Nullable Double value) {
    if (value != null) {
      if (value == Math.rint(value) && Math.abs(value) < 1e15) {
        generator.writeNumberProperty(name, value.longValue());
      } else {
        generator.writeNumberProperty(name, value.doubleValue());
      }
    }
    return this;
  }

  /** A number that the engine computed: three decimals. */
  JsonOut computed(String name, double value) {
    generator.writeName(name);
    generator.writeNumber(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN));
    return this;
  }

  /** A duration in milliseconds, to the microsecond. */
  JsonOut millis(String name, @Nullable Duration value) {
    if (value != null) {
      generator.writeName(name);
      writeMillis(value);
    }
    return this;
  }

  private void writeMillis(Duration value) {
    long micros = value.toNanos() / 1_000;
    if (micros % 1_000 == 0) {
      generator.writeNumber(micros / 1_000);
    } else {
      generator.writeNumber(BigDecimal.valueOf(micros, 3).stripTrailingZeros());
    }
  }

  JsonOut instant(String name, @Nullable Instant value) {
    return text(name, value == null ? null : Times.format(value));
  }

  /** A list of strings; left out when empty. */
  JsonOut texts(String name, Collection<String> values) {
    return values.isEmpty() ? this : textsEvenEmpty(name, values);
  }

  JsonOut textsEvenEmpty(String name, Collection<String> values) {
    generator.writeArrayPropertyStart(name);
    values.forEach(generator::writeString);
    generator.writeEndArray();
    return this;
  }

  JsonOut wholes(String name, Collection<? extends Number> values) {
    if (!values.isEmpty()) {
      generator.writeArrayPropertyStart(name);
      values.forEach(value -> generator.writeNumber(value.longValue()));
      generator.writeEndArray();
    }
    return this;
  }

  JsonOut allMillis(String name, Collection<Duration> values) {
    if (!values.isEmpty()) {
      generator.writeArrayPropertyStart(name);
      values.forEach(this::writeMillis);
      generator.writeEndArray();
    }
    return this;
  }

  <T> JsonOut nested(String name, @Nullable T value, Fields<T> fields) {
    if (value != null) {
      generator.writeObjectPropertyStart(name);
      fields.write(this, value);
      generator.writeEndObject();
    }
    return this;
  }

  /** A list of objects; left out when empty. */
  <T> JsonOut list(String name, Collection<T> values, Fields<T> fields) {
    return values.isEmpty() ? this : listEvenEmpty(name, values, fields);
  }

  <T> JsonOut listEvenEmpty(String name, Collection<T> values, Fields<T> fields) {
    generator.writeArrayPropertyStart(name);
    for (T value : values) {
      generator.writeStartObject();
      fields.write(this, value);
      generator.writeEndObject();
    }
    generator.writeEndArray();
    return this;
  }

  JsonOut textMap(String name, Map<String, String> values) {
    return values.isEmpty() ? this : nested(name, values, (out, map) -> map.forEach(out::text));
  }
}
