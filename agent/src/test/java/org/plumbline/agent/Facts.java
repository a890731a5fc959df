package org.plumbline.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Certificate;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Expectation;
import org.plumbline.model.Failure;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.model.Vantage;

/** Facts for tests. */
final class Facts {
  static final String ADDRESS = "192.0.2.1";

  static final Vantage VANTAGE = vantage("home-1");

  private Facts() {}

  static Vantage vantage(String id) {
    return new Vantage(
        id,
        "eyeball",
        64_500L,
        "Example ISP",
        "Town",
        null,
        "CH",
        "EU",
        null,
        null,
        List.of(Family.V4),
        List.of(new Resolver("isp", "192.0.2.53", "Example ISP")),
        null,
        Vantage.Standing.TRUSTED);
  }

  static Check check(String id, Duration interval, Family... families) {
    return new Check(
        id,
        "shop.example",
        443,
        Check.Scheme.HTTPS,
        "/",
        interval,
        Duration.ofSeconds(10),
        List.of(families),
        Expectation.ORDINARY,
        null);
  }

  static List<Observation> healthy() {
    return List.of(dns(new Outcome.Ok()), tls(new Outcome.Ok(), ADDRESS));
  }

  static List<Observation> failing(Layer layer, Code code) {
    return failing(layer, code, ADDRESS);
  }

  static List<Observation> failing(Layer layer, Code code, String address) {
    Outcome failed = new Outcome.Failed(new Failure(layer, code, "as the platform says"));
    return layer == Layer.DNS
        ? List.of(dns(failed))
        : List.of(dns(new Outcome.Ok()), tls(failed, address));
  }

  static Observation dns(Outcome outcome) {
    return new Observation.Dns(
        new Attempt(Duration.ofMillis(8), outcome),
        new Resolver("isp", "192.0.2.53", "Example ISP"),
        new Question("shop.example", "A"),
        "NOERROR",
        List.of(new Answer("shop.example", "A", 60, ADDRESS, null, null)),
        false,
        List.of(),
        null,
        "udp");
  }

  static Observation tls(Outcome outcome, String address) {
    return new Observation.Tls(
        new Attempt(Duration.ofMillis(20), outcome),
        address,
        "shop.example",
        false,
        "1.3",
        null,
        null,
        List.of(
            new Certificate(
                "CN=shop.example", "CN=ca", List.of("shop.example"), null, null, "1", "ab", null)),
        null);
  }

  static Observation http(Outcome outcome) {
    return new Observation.Http(
        new Attempt(Duration.ofMillis(30), outcome),
        ADDRESS,
        "https://shop.example/",
        "h1",
        200,
        null,
        10L,
        null,
        null,
        Map.of(),
        null,
        0);
  }
}
