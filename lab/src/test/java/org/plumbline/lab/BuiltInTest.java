package org.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.model.Check;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;

/** The other built-in scenarios, and what all of them have. */
final class BuiltInTest {
  private static final Set<String> FLAPPING = Set.of("nl-ams-kpn-1", "us-dfw-att-1");
  private static final String PORTAL = "app.northgate.com";
  private static final Duration SHORT_MAX = Duration.ofMinutes(15);

  static List<String> names() {
    return List.copyOf(Scenarios.builtIn().keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyScenarioHasItsWeather(String name) throws Exception {
    Scenario scenario = Scenario.parse(name + ".yaml", Look.builtIn(name));
    assertThat(scenario.name()).isEqualTo(name);
    if (!name.startsWith("mashery")) {
      assertThat(scenario.length()).isLessThanOrEqualTo(SHORT_MAX);
    }
    WorldState world = scenario.states().getFirst().state();
    assertThat(world.vantages().values())
        .allSatisfy(vantage -> assertThat(vantage.loss()).isBetween(0.003, 0.010))
        .anySatisfy(vantage -> assertThat(vantage.down()).isBetween(0.01, 0.1))
        .anySatisfy(vantage -> assertThat(vantage.clock()).isEqualTo(Duration.ofSeconds(40)));
    assertThat(world.vantages().values().stream().map(VantageSpec::loss).distinct())
        .hasSizeGreaterThan(3);
    assertThat(world.resolvers().values())
        .anySatisfy(resolver -> assertThat(resolver.delay()).isGreaterThan(Duration.ofMillis(50)));
    assertThat(world.servers().values())
        .anySatisfy(server -> {
          assertThat(server.rotation().give()).isPositive();
          assertThat(server.views()).isNotEmpty();
        });
    assertThat(scenario.anchors()).hasSize(5);
    assertThat(scenario.lookAt()).isLessThan(scenario.length());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyVantageIsServedRightAtTheStartAndAtTheEnd(String name) throws Exception {
    Scenario scenario = Scenario.parse(name + ".yaml", Look.builtIn(name));
    SetClock clock = LabClock.standing(scenario.start());
    try (LabWorld world = LabWorld.open(scenario, clock, scenario.seed())) {
      for (Duration moment : List.of(Duration.ofMinutes(1), scenario.length().minusSeconds(1))) {
        world.warm(moment);
        clock.startAt(moment);
        assertThat(unserved(world)).isEmpty();
      }
    }
  }

  /** Vantages and checks whose first resolver leads where the check is not served. */
  private static List<String> unserved(LabWorld world) throws Exception {
    List<String> unserved = new ArrayList<>();
    for (Service service : world.services()) {
      for (Check check : service.checks()) {
        String host = String.valueOf(check.host());
        Look.answers(world, host, FLAPPING)
            .forEach((vantage, answer) -> {
              for (String address : answer.replaceAll("[\\[\\] ]", "").split(",", -1)) {
                boolean numeric = Forms.address(address).isPresent();
                if (!numeric || !world.serves(vantage, InetAddress.ofLiteral(address), check)) {
                  unserved.add(vantage + " " + check.id() + " " + answer);
                }
              }
            });
      }
    }
    return unserved;
  }

  @Test
  void aCopyUnderAnotherNameIsTheSameWorld() throws Exception {
    String text = Look.builtIn("isp-resolver");
    String copy = text.replace("scenario: isp-resolver", "scenario: my-own");
    assertThat(portalAt(copy, 6)).isEqualTo(portalAt(text, 6));
    assertThat(portalAt(copy, 2)).isEqualTo(portalAt(text, 2)).isNotEqualTo(portalAt(text, 6));
  }

  @Test
  void onlyThoseWhoUseTheFailingResolverAreHit() throws Exception {
    String text = Look.builtIn("isp-resolver");
    Map<String, String> during = portalAt(text, 6);
    during.forEach((vantage, answer) -> {
      boolean customer = vantage.contains("comcast") && !vantage.endsWith("-6");
      assertThat(answer).isEqualTo(customer ? "[75.75.10.10]" : "[192.0.2.10, 192.0.2.11]");
    });
    assertThat(during.values().stream().filter("[75.75.10.10]"::equals))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void theWrongCertificateIsAtTheRightAddress() throws Exception {
    Scenario scenario = Scenario.parse("c.yaml", Look.builtIn("cert-wrong-name"));
    SetClock clock = LabClock.standing(scenario.start());
    try (LabWorld world = LabWorld.open(scenario, clock, 1)) {
      Client client = new Client(world.network("us-chi-comcast-1"));
      assertThat(names(client)).contains(PORTAL);
      clock.startAt(Duration.ofMinutes(5));
      assertThat(names(client)).contains("mail.northgate.com").doesNotContain(PORTAL);
      assertThat(client.get("192.0.2.10", PORTAL).text()).contains("Northgate");
      assertThat(world.truth().entities().getFirst().id()).matches("[0-9a-f]{64}");
      clock.startAt(Duration.ofMinutes(11));
      assertThat(names(client)).contains(PORTAL);
    }
  }

  private static String names(Client client) throws Exception {
    return client
        .get("192.0.2.10", PORTAL)
        .chain()
        .getFirst()
        .getSubjectAlternativeNames()
        .toString();
  }

  @Test
  void onAQuietDayThePortalMovesAndItsCertificateIsRenewedWithoutHarm() throws Exception {
    Scenario scenario = Scenario.parse("q.yaml", Look.builtIn("quiet-day"));
    SetClock clock = LabClock.standing(scenario.start());
    try (LabWorld world = LabWorld.open(scenario, clock, scenario.seed())) {
      for (int minute = 4; minute < 15; minute += 3) {
        clock.startAt(Duration.ofMinutes(minute));
        assertThat(unserved(world)).isEmpty();
      }
      assertThat(Look.answers(world, PORTAL, FLAPPING).values())
          .containsOnly("[192.0.2.20, 192.0.2.21]");
    }
  }

  @Test
  void brokenVantagesAreTheTruthOfVantageBroken() throws Exception {
    Scenario scenario = Scenario.parse("v.yaml", Look.builtIn("vantage-broken"));
    try (LabWorld world = LabWorld.open(scenario, LabClock.standing(scenario.start()), 1)) {
      assertThat(world.truth().quiet()).isTrue();
      assertThat(world.truth().vantageFaults()).hasSize(2);
      assertThat(world.clockFor("gb-man-bt-2").instant())
          .isEqualTo(scenario.start().plus(Duration.ofMinutes(10)));
    }
  }

  @Test
  void theSmallestFileOfTheDocumentRuns() throws Exception {
    String document = Files.readString(Path.of("..", "docs", "scenarios.md"));
    int begin = document.indexOf("```yaml\n") + 8;
    Scenario scenario =
        Scenario.parse("doc.yaml", document.substring(begin, document.indexOf("```\n", begin)));
    SetClock clock = LabClock.standing(scenario.start());
    try (LabWorld world = LabWorld.open(scenario, clock, 1)) {
      assertThat(Look.answers(world, "www.example.com", Set.of()).values())
          .containsExactly("[198.51.100.80]");
      clock.startAt(Duration.ofMinutes(7));
      assertThat(Look.answers(world, "www.example.com", Set.of()).values())
          .containsExactly("[198.51.100.81]");
    }
  }

  private static Map<String, String> portalAt(String text, int minute) throws Exception {
    Scenario scenario = Scenario.parse("copy.yaml", text);
    SetClock clock = LabClock.standing(scenario.start());
    try (LabWorld world = LabWorld.open(scenario, clock, 5)) {
      clock.startAt(Duration.ofMinutes(minute));
      Map<String, String> answers = new TreeMap<>();
      for (Vantage vantage : world.vantages()) {
        if (!FLAPPING.contains(vantage.id())) {
          answers.put(vantage.id(), Look.answer(world, vantage, 0, PORTAL));
        }
      }
      return answers;
    }
  }
}
