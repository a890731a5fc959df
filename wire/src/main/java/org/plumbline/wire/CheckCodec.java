package org.plumbline.wire;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Expectation;
import org.plumbline.model.Family;
import org.plumbline.model.Question;

/** Reads and writes a check with what it expects. */
final class CheckCodec {
  private static final Words<Check.Scheme> SCHEMES = new Words<>(Check.Scheme.values());
  private static final Duration INTERVAL = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private CheckCodec() {}

  static Check read(JsonIn in) throws Unreadable {
    in.openObject();
    Draft draft = new Draft();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      draft.field(name, in);
    }
    return draft.build(in);
  }

  /** The fields of a check as they come. */
  static final class Draft {
    private @Nullable String id;
    private @Nullable String host;
    private @Nullable Integer port;
    private Check.Scheme scheme = Check.Scheme.HTTPS;
    private @Nullable String path;
    private Duration interval = INTERVAL;
    private Duration timeout = TIMEOUT;
    private List<Family> families = List.of(Family.V4);
    private Expectation expect = Expectation.ORDINARY;
    private @Nullable Question question;

    void field(String name, JsonIn in) throws Unreadable {
      switch (name) {
        case "id" -> id = in.text();
        case "host" -> host = in.text();
        case "port" -> port = in.small();
        case "scheme" -> scheme = in.word(SCHEMES);
        case "path" -> path = in.text();
        case "intervalMs" -> interval = positive(in);
        case "timeoutMs" -> timeout = positive(in);
        case "families" -> families = in.list(Parts::family);
        case "expect" -> expect = expectation(in);
        case "question" -> question = Parts.question(in);
        default -> in.skip();
      }
    }

    Check build(JsonIn in) throws Unreadable {
      if (id == null) {
        throw in.bad("has a check without an id");
      }
      return new Check(id, host, port, scheme, path, interval, timeout, families, expect, question);
    }
  }

  private static Duration positive(JsonIn in) throws Unreadable {
    Duration duration = in.millis();
    if (!duration.isPositive()) {
      throw in.bad("must be more than 0");
    }
    return duration;
  }

  private static Expectation expectation(JsonIn in) throws Unreadable {
    in.openObject();
    List<String> status = List.of();
    String contains = null;
    String notContains = null;
    List<String> answers = List.of();
    String rcode = null;
    String certificate = null;
    Duration max = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "status" -> status = in.list(JsonIn::loose);
        case "contains" -> contains = in.text();
        case "notContains" -> notContains = in.text();
        case "answers" -> answers = in.texts();
        case "rcode" -> rcode = in.text();
        case "certificateSha256" -> certificate = in.text();
        case "maxMs" -> max = in.millis();
        default -> in.skip();
      }
    }
    return new Expectation(status, contains, notContains, answers, rcode, certificate, max);
  }

  static void write(JsonOut out, Check check) {
    out.text("id", check.id())
        .text("host", check.host())
        .whole("port", check.port())
        .word("scheme", check.scheme())
        .text("path", check.path())
        .millis("intervalMs", check.interval())
        .millis("timeoutMs", check.timeout())
        .wholes("families", check.families().stream().map(Family::number).toList());
    if (!check.expect().equals(Expectation.ORDINARY)) {
      out.nested("expect", check.expect(), CheckCodec::writeExpectation);
    }
    out.nested("question", check.question(), Parts::question);
  }

  private static void writeExpectation(JsonOut out, Expectation expect) {
    out.texts("status", expect.status())
        .text("contains", expect.contains())
        .text("notContains", expect.notContains())
        .texts("answers", expect.answers())
        .text("rcode", expect.rcode())
        .text("certificateSha256", expect.certificateSha256())
        .millis("maxMs", expect.max());
  }
}
