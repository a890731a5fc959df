package org.plumbline.probe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Attempt;
import org.plumbline.model.Observation;

/** An exchange as the record that says it. */
final class HttpFacts {
  /** The few fields that say who answered; all others stay with the target. */
  private static final List<String> FIELDS =
      List.of(
          "server",
          "via",
          "age",
          "x-cache",
          "cf-ray",
          "x-amz-cf-pop",
          "x-served-by",
          "retry-after",
          "alt-svc");

  private static final int VALUE_CHARS_MAX = 256;
  private static final int LOCATION_CHARS_MAX = 2_048;

  private HttpFacts() {}

  static Observation.Http of(
      Attempt attempt, String address, Target target, HttpExchange exchange, int redirects) {
    Integer status = exchange.status();
    Map<String, String> fields = new TreeMap<>();
    for (String name : FIELDS) {
      exchange.field(name).ifPresent(value -> fields.put(name, bounded(value, VALUE_CHARS_MAX)));
    }
    return new Observation.Http(
        attempt,
        address,
        bounded(target.url(), LOCATION_CHARS_MAX),
        "h1",
        status,
        exchange.firstByte(),
        status == null ? null : exchange.body().bytes(),
        status == null ? null : exchange.body().sha256(),
        exchange.field("location").map(value -> bounded(value, LOCATION_CHARS_MAX)).orElse(null),
        fields,
        pop(fields),
        redirects);
  }

  /** The place that a header names, usually as an airport's code at the end. */
  private static @Nullable String pop(Map<String, String> fields) {
    for (String name : List.of("cf-ray", "x-served-by")) {
      String value = fields.get(name);
      if (value != null && value.indexOf('-') >= 0) {
        return value.substring(value.lastIndexOf('-') + 1);
      }
    }
    return fields.get("x-amz-cf-pop");
  }

  private static String bounded(String text, int most) {
    String clean = text.replaceAll("\\p{C}", "?");
    return clean.length() > most ? clean.substring(0, most) : clean;
  }
}
