package org.plumbline.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Expectation;
import org.plumbline.model.Family;
import org.plumbline.model.Question;

/** Reads one check of a service. */
final class CheckReader {
  private static final Duration INTERVAL_MIN = Duration.ofSeconds(1);
  private static final Duration INTERVAL_MAX = Duration.ofDays(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
  private static final Duration TIMEOUT_MAX = Duration.ofMinutes(2);
  private static final String STATUS_FORM = "[1-5]\\d\\d(-[1-5]\\d\\d)?";

  /** Longest host name in presentation form (RFC 1035 section 2.3.4). */
  private static final int HOST_CHARACTERS_MAX = 253;

  /** A name, or an IPv6 address with or without brackets; nothing else that a URL has. */
  private static final Pattern HOST =
      Pattern.compile("[^\\s:/?#@\\[\\]]+|\\[?[0-9a-f.]*:[0-9a-f:.]*:[0-9a-f:.]*]?");

  private static final Map<Check.Scheme, Integer> PORTS =
      Map.of(
          Check.Scheme.HTTPS,
          443,
          Check.Scheme.TLS,
          443,
          Check.Scheme.HTTP,
          80,
          Check.Scheme.DNS,
          53);

  private CheckReader() {}

  /**
   * A check; its id is {@code service/scheme} where none is given.
   *
   * @param interval where the check states none
   */
  static Check read(String service, Section section, Duration interval) {
    Check.Scheme scheme =
        section.value(
            "scheme",
            Check.Scheme.HTTPS,
            Check.Scheme.HTTPS,
            text -> ServiceReader.word(Check.Scheme.values(), text),
            "must be https, http, tcp, tls, dns or ping");
    String id = section.text("id", scheme.word());
    Integer usual = PORTS.get(scheme);
    boolean portless = scheme == Check.Scheme.PING;
    Long fallback = usual == null ? portless ? Long.valueOf(0) : null : Long.valueOf(usual);
    long port = section.integer("port", fallback, portless ? 0 : 1, 65_535);
    boolean http = scheme == Check.Scheme.HTTPS || scheme == Check.Scheme.HTTP;
    String path = section.text("path", "/");
    if (!path.startsWith("/")) {
      section.complain("path", "must begin with /");
    } else if (!http && section.has("path")) {
      section.complain("path", "is for https and http alone");
    }
    Check check =
        new Check(
            id.contains("/") ? id : service + "/" + id,
            host(section, scheme),
            portless ? null : (int) port,
            scheme,
            http ? path : null,
            section.duration("interval", interval, INTERVAL_MIN, INTERVAL_MAX),
            section.duration("timeout", TIMEOUT, TIMEOUT_MIN, TIMEOUT_MAX),
            ServiceReader.families(section, "families", List.of(Family.V4)),
            expectation(section.section("expect")),
            question(section, scheme));
    section.done();
    return check;
  }

  /** Only a dns check may have none: then the vantage's first resolver is asked. */
  private static @Nullable String host(Section section, Check.Scheme scheme) {
    boolean needed = scheme != Check.Scheme.DNS;
    String host =
        section.value(
            "host",
            needed ? null : "",
            "",
            CheckReader::host,
            "must be a host name or an address alone; scheme, port and path have keys of their own");
    return needed || section.has("host") ? host : null;
  }

  private static Optional<String> host(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    boolean fits = host.length() <= HOST_CHARACTERS_MAX && HOST.matcher(host).matches();
    return fits ? Optional.of(host) : Optional.empty();
  }

  private static @Nullable Question question(Section section, Check.Scheme scheme) {
    Section question = section.section("question");
    if (!section.has("question")) {
      return null;
    }
    if (scheme != Check.Scheme.DNS) {
      section.complain("question", "is for dns alone");
      return null;
    }
    Question read = new Question(question.text("name"), question.text("type", "A"));
    question.done();
    return read;
  }

  private static Expectation expectation(Section section) {
    List<String> status = new ArrayList<>();
    for (String code : section.texts("status")) {
      if (code.matches(STATUS_FORM)) {
        status.add(code);
      } else {
        section.complain("status", code, "must be codes or ranges such as 200-399");
      }
    }
    Duration none = Duration.ZERO;
    Duration max = section.duration("max", none, Duration.ZERO, TIMEOUT_MAX);
    Expectation read =
        new Expectation(
            status,
            section.textIfAny("contains").orElse(null),
            section.textIfAny("notContains").orElse(null),
            section.texts("answers"),
            section.textIfAny("rcode").orElse(null),
            section.textIfAny("certificateSha256").orElse(null),
            max.equals(none) ? null : max);
    section.done();
    return read;
  }
}
