package org.plumbline.api;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.access.Problem;
import org.plumbline.access.Refused;
import org.plumbline.model.Term;

/** The parameters of one request, each held against its rule. */
final class Query {
  /** Records in an answer. */
  static final int LIMIT_MAX = 1_000;

  /** Longest value of a parameter, in characters. */
  private static final int VALUE_CHARACTERS_MAX = 300;

  private final ServerRequest request;

  Query(ServerRequest request) {
    this.request = request;
  }

  /** A part of the path, decoded. */
  String id() {
    return request.path().pathParameters().get("id");
  }

  /** The value of a parameter; null when it is absent or empty. */
  @Nullable String text(String name) throws Refused {
    String value = request.query().first(name).orElse("");
    if (value.length() > VALUE_CHARACTERS_MAX) {
      throw refused(name, "at most " + VALUE_CHARACTERS_MAX + " characters");
    }
    return value.isEmpty() ? null : value;
  }

  @Nullable Instant instant(String name) throws Refused {
    String value = text(name);
    try {
      return value == null ? null : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException malformed) {
      throw refused(name, "an RFC 3339 time such as 2024-10-01T11:10:12.345Z");
    }
  }

  /**
   * @param usual unless asked for otherwise
   */
  int limit(int usual) throws Refused {
    long limit = number("limit", usual);
    if (limit < 1 || limit > LIMIT_MAX) {
      throw refused("limit", "a whole number from 1 to " + LIMIT_MAX);
    }
    return (int) limit;
  }

  /** The place of the page that is asked for, as a number that an answer gave before. */
  long cursor(long first) throws Refused {
    return number("cursor", first);
  }

  private long number(String name, long otherwise) throws Refused {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("[0-9]{1,18}")) {
      throw refused(
          name, name.equals("cursor") ? "what `next` of an answer said" : "a whole number");
    }
    return Long.parseLong(value);
  }

  /** The words of a list with commas between; empty when the parameter is absent. */
  <T extends Term> Set<T> words(String name, T[] all) throws Refused {
    String value = text(name);
    Set<T> chosen = new TreeSet<>();
    if (value == null) {
      return chosen;
    }
    for (String word : value.split(",", -1)) {
      chosen.add(
          Stream.of(all)
              .filter(term -> term.word().equals(word))
              .findFirst()
              .orElseThrow(() ->
                  refused(
                      name,
                      "of "
                          + Stream.of(all).map(Term::word).collect(Collectors.joining(", "))
                          + ", several with commas between")));
    }
    return chosen;
  }

  static Refused refused(String parameter, String rule) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("parameter", parameter);
    members.put("rule", "must be " + rule);
    return new Refused(
        new Problem(Status.BAD_REQUEST_400, parameter + " must be " + rule, members, null));
  }
}
