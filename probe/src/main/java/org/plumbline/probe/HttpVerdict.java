package org.plumbline.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Code;
import org.plumbline.model.Expectation;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Outcome;

/**
 * What an exchange means for the check.
 *
 * @param next where a client goes from here; absent at the end
 */
record HttpVerdict(Outcome outcome, Optional<Target> next) {
  /** Redirects that a client follows (the Fetch standard has 20, we and curl's users fewer). */
  static final int REDIRECTS_MAX = 10;

  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);
  private static final List<String> ORDINARY = List.of("200-399");
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int LEGAL_REASONS = 451;
  private static final int UNAVAILABLE = 503;

  /** What pages say that want to see a person, whoever makes them. */
  private static final Pattern CHALLENGE =
      Pattern.compile(
          "captcha|verify (that )?you are (a )?human|are you (a )?(human|robot)|not a robot"
              + "|checking (your|if the site connection) |unusual traffic|automated (requests|access)"
              + "|enable javascript and cookies to continue|bot (detection|protection)",
          Pattern.CASE_INSENSITIVE);

  /**
   * Judges one exchange.
   *
   * @param redirects hops before this one
   */
  static HttpVerdict of(HttpExchange exchange, Target target, Expectation expect, int redirects) {
    IOException error = exchange.error();
    Integer status = exchange.status();
    if (error != null) {
      return end(Classifier.http(error));
    }
    if (status == null) {
      return end(failed(Code.MALFORMED, "no status"));
    }
    if (REDIRECTS.contains(status) && !wanted(status, expect)) {
      return redirect(exchange, target, redirects);
    }
    List<String> ranges = expect.status().isEmpty() ? ORDINARY : expect.status();
    if (!within(status, ranges)) {
      return end(refused(exchange, status));
    }
    return end(content(exchange, expect));
  }

  /** A redirect is the end where it is what is expected, and a page is not. */
  private static boolean wanted(int status, Expectation expect) {
    return within(status, expect.status()) && !within(200, expect.status());
  }

  private static HttpVerdict redirect(HttpExchange exchange, Target target, int redirects) {
    if (redirects >= REDIRECTS_MAX) {
      return end(failed(Code.REDIRECT_LOOP, "more than " + REDIRECTS_MAX + " redirects"));
    }
    Optional<String> location = exchange.field("location");
    Optional<Target> next = target.follow(location.orElse(null));
    return next.isEmpty()
        ? end(failed(Code.MALFORMED, "redirect without a usable Location"))
        : new HttpVerdict(new Outcome.Ok(), next);
  }

  private static Outcome refused(HttpExchange exchange, int status) {
    String reason = keptOut(exchange, status);
    return reason == null
        ? failed(Code.STATUS, Integer.toString(status))
        : new Outcome.Failed(
            new Failure(Layer.HTTP, Code.BLOCKED, Integer.toString(status), List.of(), reason));
  }

  private static @Nullable String keptOut(HttpExchange exchange, int status) {
    return switch (status) {
      case UNAUTHORIZED -> exchange.field("www-authenticate").isPresent() ? "login" : null;
      case LEGAL_REASONS -> "region";
      case FORBIDDEN, TOO_MANY_REQUESTS, UNAVAILABLE ->
          CHALLENGE.matcher(exchange.body().text()).find() ? "robot" : null;
      default -> null;
    };
  }

  private static Outcome content(HttpExchange exchange, Expectation expect) {
    String contains = expect.contains();
    String notContains = expect.notContains();
    String text = contains == null && notContains == null ? "" : exchange.body().text();
    if (contains != null && !text.contains(contains)) {
      return failed(Code.CONTENT, "the expected text is missing");
    }
    if (notContains != null && text.contains(notContains)) {
      return failed(Code.CONTENT, "the page holds a text that it must not");
    }
    return new Outcome.Ok();
  }

  /** Whether a status is one of {@code 204} or {@code 200-399} ... */
  static boolean within(int status, List<String> ranges) {
    for (String range : ranges) {
      String[] ends = range.split("-", 2);
      int from = Integer.parseInt(ends[0].strip());
      int to = ends.length == 1 ? from : Integer.parseInt(ends[1].strip());
      if (status >= from && status <= to) {
        return true;
      }
    }
    return false;
  }

  private static Outcome failed(Code code, String raw) {
    return Classifier.failed(Layer.HTTP, code, raw);
  }

  private static HttpVerdict end(Outcome outcome) {
    return new HttpVerdict(outcome, Optional.empty());
  }
}
