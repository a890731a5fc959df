package org.plumbline.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.engine.diagnose.Judge;
import org.plumbline.engine.diagnose.RunFacts;
import org.plumbline.engine.diagnose.RunMemory;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Certificate;
import org.plumbline.model.Code;
import org.plumbline.model.Depth;
import org.plumbline.model.Failure;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.model.Service;
import org.plumbline.model.Trigger;

/** Looks at {@code www.shop.test}, made up of facts in code. */
final class ShownLook {
  static final String HOST = "www.shop.test";
  static final String RIGHT = "203.0.113.10";
  static final String WRONG = "198.51.100.66";
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final Outcome OK = new Outcome.Ok();

  private final List<Observation> facts = new ArrayList<>();

  /** A client whose resolver goes to the wrong servers. */
  static Look.Seen hit() {
    ShownLook look = new ShownLook();
    look.dns("isp", "192.0.2.53", false, OK, WRONG);
    look.connect(WRONG, false, OK);
    look.secure(WRONG, false, tls(Code.NAME_MISMATCH), "tenant.test");
    look.walk();
    look.dns("public", "192.0.2.8", true, OK, RIGHT, "203.0.113.11");
    look.connect(RIGHT, true, OK);
    look.secure(RIGHT, true, OK, HOST);
    look.request(RIGHT, true);
    return look.seen();
  }

  /** A client whose resolver still goes to the right ones. */
  static Look.Seen spared() {
    ShownLook look = new ShownLook();
    look.dns("public", "192.0.2.8", false, OK, RIGHT, "203.0.113.11");
    look.connect(RIGHT, false, OK);
    look.secure(RIGHT, false, OK, HOST);
    look.request(RIGHT, false);
    look.walk();
    look.dns("isp", "192.0.2.53", true, OK, WRONG);
    look.connect(WRONG, true, OK);
    look.secure(WRONG, true, tls(Code.NAME_MISMATCH), "tenant.test");
    return look.seen();
  }

  /** An address that says nothing, and nobody else to ask. */
  static Look.Seen undecided() {
    ShownLook look = new ShownLook();
    look.dns("isp", "192.0.2.53", false, OK, RIGHT);
    look.connect(
        RIGHT, false, new Outcome.Failed(new Failure(Layer.TCP, Code.TIMEOUT, "timed out")));
    return look.seen();
  }

  /** A server that would like to repaint the terminal. */
  static Look.Seen hostile() {
    ShownLook look = new ShownLook();
    look.dns("isp", "192.0.2.53", false, OK, RIGHT);
    look.connect(RIGHT, false, OK);
    look.secure(RIGHT, false, tls(Code.NAME_MISMATCH), "\u001b[2Jevil\u202e\u200b.test");
    return look.seen();
  }

  private static Outcome tls(Code code) {
    return new Outcome.Failed(new Failure(Layer.TLS, code, "refused"));
  }

  private void walk() {
    facts.add(
        new Observation.Delegation(
            took(9, OK, false),
            "shop.test",
            new NameServer("a.nic.test", "192.0.2.200"),
            "NOERROR",
            List.of("ns1.one.test", "ns2.one.test", "ns1.two.test"),
            3600,
            List.of(),
            false));
    server("ns1.one.test", 12, RIGHT, "203.0.113.11");
    server("ns2.one.test", 13, RIGHT, "203.0.113.11");
    server("ns1.two.test", 41, WRONG);
  }

  private void server(String name, int millis, String... addresses) {
    facts.add(
        new Observation.Authority(
            took(millis, OK, false),
            "shop.test",
            new NameServer(name, "192.0.2.101"),
            new Question(HOST, "A"),
            "NOERROR",
            true,
            answers(addresses),
            null,
            List.of(),
            null,
            "insecure"));
  }

  private void dns(String id, String address, boolean beside, Outcome outcome, String... said) {
    facts.add(
        new Observation.Dns(
            took(17, outcome, beside),
            new Resolver(id, address, null),
            new Question(HOST, "A"),
            "NOERROR",
            answers(said),
            null,
            List.of(),
            null,
            "udp"));
  }

  private void connect(String address, boolean beside, Outcome outcome) {
    int millis = outcome.ok() ? 21 : 10_000;
    facts.add(new Observation.Tcp(took(millis, outcome, beside), address, null, 443));
  }

  private void secure(String address, boolean beside, Outcome outcome, String name) {
    Certificate leaf =
        new Certificate(
            name, "Test CA", List.of(name), AT, AT.plus(Duration.ofDays(60)), "1", "ab", "EC256");
    facts.add(
        new Observation.Tls(
            took(33, outcome, beside),
            address,
            HOST,
            false,
            "TLS1.3",
            null,
            null,
            List.of(leaf),
            null));
  }

  private void request(String address, boolean beside) {
    facts.add(
        new Observation.Http(
            took(45, OK, beside),
            address,
            "https://" + HOST + "/",
            "h1",
            200,
            Duration.ofMillis(40),
            1_000L,
            null,
            null,
            Map.of(),
            null,
            0));
  }

  private static Attempt took(int millis, Outcome outcome, boolean beside) {
    return new Attempt(Duration.ofMillis(millis), outcome, beside, Map.of());
  }

  private static List<Answer> answers(String... addresses) {
    List<Answer> answers = new ArrayList<>();
    for (String address : addresses) {
      answers.add(new Answer(HOST, "A", 60, address, null, null));
    }
    return answers;
  }

  private Look.Seen seen() {
    LookTarget target = LookTarget.parse(HOST);
    Service service = target.service(target.check(Duration.ofSeconds(10), List.of(Family.V4)));
    Measurement measurement =
        new Measurement(
            "here:1:1",
            target.checkId(),
            HOST,
            "here",
            AT,
            Family.V4,
            Depth.DIAGNOSTIC,
            Trigger.PERSON,
            null,
            "here:1:1",
            facts);
    RunMemory memory = new RunMemory();
    memory.take(service);
    memory.take(measurement);
    RunFacts run = memory.facts(List.of(measurement));
    return new Look.Seen(service, run, new Judge().judge(run, memory.about(run)));
  }
}
