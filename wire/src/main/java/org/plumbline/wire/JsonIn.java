package org.plumbline.wire;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Term;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** A position in one JSON object: the reader's fields are met in the order in which they stand. */
final class JsonIn implements AutoCloseable {
  private static final int DEPTH_MAX = 16;
  private static final long ASN_MAX = 0xFFFF_FFFFL;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(Wire.LINE_BYTES_MAX)
                  .build())
          .build();

  /**
   * Reads one value at the current position; null when it is of a kind that this version does not
   * know.
   */
  interface Value<T> {
    @Nullable T read(JsonIn in) throws Unreadable;
  }

  private final JsonParser parser;

  private JsonIn(JsonParser parser) {
    this.parser = parser;
  }

  /** Opens an object; the first {@link #nextField} gives its first field. */
  static JsonIn object(byte[] bytes, int offset, int length) throws Unreadable {
    try {
      JsonIn in =
          new JsonIn(FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length));
      if (in.parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable("not a JSON object");
      }
      return in;
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  private static Unreadable notJson(JacksonException e) {
    return new Unreadable("not JSON: " + e.getOriginalMessage());
  }

  /**
   * The name of the next field of this object, now standing at its value; null at the end. A null
   * value is absent.
   */
  @Nullable String nextField() throws Unreadable {
    try {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_NULL) {
          return name;
        }
      }
      return null;
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  /** Nothing may follow the outermost object. */
  void end() throws Unreadable {
    try {
      if (parser.nextToken() != null) {
        throw new Unreadable("something follows the object");
      }
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  void skip() throws Unreadable {
    try {
      parser.skipChildren();
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  void openObject() throws Unreadable {
    expect(JsonToken.START_OBJECT, "an object");
  }

  private void expect(JsonToken token, String what) throws Unreadable {
    if (parser.currentToken() != token) {
      throw bad("must be " + what);
    }
  }

  Unreadable bad(String rule) {
    return new Unreadable(parser.streamReadContext().pathAsPointer() + " " + rule);
  }

  String text() throws Unreadable {
    expect(JsonToken.VALUE_STRING, "a string");
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  boolean flag() throws Unreadable {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw bad("must be true or false");
    };
  }

  long whole() throws Unreadable {
    try {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return parser.getLongValue();
      }
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
        return parser.getDecimalValue().longValueExact();
      }
    } catch (JacksonException | ArithmeticException e) {
      throw bad("must be a whole number");
    }
    throw bad("must be a whole number");
  }

  int small() throws Unreadable {
    long value = whole();
    if (value != (int) value) {
      throw bad("is too large");
    }
    return (int) value;
  }

  /** An AS number: unsigned 32 bit (RFC 6793). */
  long asn() throws Unreadable {
    long value = whole();
    if (value < 0 || value > ASN_MAX) {
      throw bad("must be an AS number");
    }
    return value;
  }

  double number() throws Unreadable {
    if (!isNumber()) {
      throw bad("must be a number");
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw bad("is too large");
    }
    return value;
  }

  private boolean isNumber() {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
  }

  /** A duration written as milliseconds, kept to the nanosecond. */
  Duration millis() throws Unreadable {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return Duration.ofMillis(whole());
    }
    double ms = number();
    if (Math.abs(ms) > 1e12) {
      throw bad("is too large");
    }
    return Duration.ofNanos(BigDecimal.valueOf(ms).movePointRight(6).longValue());
  }

  Instant instant() throws Unreadable {
    Instant instant = Times.parse(text());
    if (instant == null) {
      throw bad("must be an RFC 3339 time");
    }
    return instant;
  }

  <T extends Term> T word(Words<T> words) throws Unreadable {
    T found = words.find(text());
    if (found == null) {
      throw bad("is not a word of this vocabulary");
    }
    return found;
  }

  <T extends Term> T wordOr(Words<T> words, T other) throws Unreadable {
    T found = words.find(text());
    return found == null ? other : found;
  }

  <T> List<T> list(Value<? extends T> value) throws Unreadable {
    expect(JsonToken.START_ARRAY, "an array");
    List<T> items = new ArrayList<>();
    try {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        T item = value.read(this);
        if (item != null) {
          items.add(item);
        }
      }
    } catch (JacksonException e) {
      throw notJson(e);
    }
    return items;
  }

  List<String> texts() throws Unreadable {
    return list(JsonIn::text);
  }

  /** An object whose keys are data. */
  <T> Map<String, T> map(Value<T> value) throws Unreadable {
    openObject();
    Map<String, T> entries = new TreeMap<>();
    for (String key = nextField(); key != null; key = nextField()) {
      T entry = value.read(this);
      if (entry != null) {
        entries.put(key, entry);
      }
    }
    return entries;
  }

  /** A string as it is; a number, a boolean or an array as the text of its values. */
  String loose() throws Unreadable {
    return switch (parser.currentToken()) {
      case START_ARRAY -> String.join(",", list(JsonIn::loose));
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          parser.getString();
      case null, default -> throw bad("must be a string, a number or a list of these");
    };
  }

  @Override
  public void close() {
    parser.close();
  }
}
