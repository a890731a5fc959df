package org.plumbline.agent;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The collector's answer to a batch: every line that it does not reject is durable.
 *
 * @param rejected reasons by number of the line within the batch, from 1
 * @param time the collector's clock
 */
record Receipt(Map<Integer, String> rejected, Instant time) {
  private static final JsonFactory FACTORY = new JsonFactory();

  Receipt {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
  }

  /**
   * Reads {@code accepted}, {@code duplicate}, {@code rejected}, {@code watermark}, {@code time}.
   *
   * @throws IOException when that is no receipt: the batch then counts as unanswered
   */
  static Receipt read(byte[] json) throws IOException {
    Map<Integer, String> rejected = new TreeMap<>();
    Instant time = null;
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      expect(in.nextToken(), JsonToken.START_OBJECT);
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "rejected" -> readRejected(in, rejected);
          case "time" -> {
            expect(in.currentToken(), JsonToken.VALUE_STRING);
            time = Instant.parse(in.getString());
          }
          case null, default -> in.skipChildren();
        }
      }
    } catch (JacksonException | DateTimeException broken) {
      throw new IOException("no receipt: " + broken.getMessage(), broken);
    }
    if (time == null) {
      throw new IOException("no receipt: time is missing");
    }
    return new Receipt(rejected, time);
  }

  private static void readRejected(JsonParser in, Map<Integer, String> rejected)
      throws IOException {
    expect(in.currentToken(), JsonToken.START_ARRAY);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      expect(in.currentToken(), JsonToken.START_OBJECT);
      int line = 0;
      String reason = "";
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "line" -> line = in.getIntValue();
          case "reason" -> reason = String.valueOf(in.getString());
          case null, default -> in.skipChildren();
        }
      }
      rejected.put(line, reason);
    }
  }

  private static void expect(@Nullable JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw new IOException("no receipt: " + found + " where " + wanted + " should be");
    }
  }
}
