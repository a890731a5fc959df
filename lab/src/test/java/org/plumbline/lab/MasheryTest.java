package org.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.model.Vantage;

/** The founding case, asked of every vantage's resolver over its sockets. */
final class MasheryTest {
  private static final String HOST = "developer.mashery.com";
  private static final List<String> RIGHT =
      List.of("44.211.103.199", "54.160.170.229", "54.235.15.197");
  private static final List<String> WRONG = List.of("23.185.0.3");
  private static final Set<String> FLAPPING = Set.of("nl-ams-kpn-1");
  private static final long SEED = 20_241_001;

  private final Scenario scenario;
  private SetClock clock;
  private LabWorld world;

  MasheryTest() throws Exception {
    scenario = Scenario.parse("mashery.yaml", Look.builtIn("mashery-2024-10-01"));
    clock = LabClock.standing(scenario.start());
    world = LabWorld.open(scenario, clock, SEED);
  }

  private void open(long seed) throws Exception {
    close();
    clock = LabClock.standing(scenario.start());
    world = LabWorld.open(scenario, clock, seed);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void itIsAsLargeAsItMustBe() {
    List<Vantage> vantages = world.vantages();
    assertThat(vantages).hasSizeGreaterThanOrEqualTo(24);
    assertThat(vantages.stream().map(Vantage::city).collect(Collectors.toSet()))
        .hasSizeGreaterThanOrEqualTo(12);
    assertThat(vantages.stream().map(Vantage::asn).collect(Collectors.toSet()))
        .hasSizeGreaterThanOrEqualTo(12);
    assertThat(world.services().stream().mapToInt(s -> s.checks().size()).sum()).isBetween(4, 8);
    assertThat(scenario.length()).isEqualTo(Duration.ofMinutes(45));
  }

  @ParameterizedTest
  @ValueSource(longs = {SEED, 1, 2})
  void theStoryComesOutWhateverTheSeed(long seed) throws Exception {
    open(seed);
    at(6);
    assertThat(new TreeSet<>(answers().values())).containsExactly(RIGHT.toString());
    at(20);
    Map<String, String> wrong = answers();
    assertThat(new TreeSet<>(wrong.values()))
        .containsExactlyInAnyOrder(RIGHT.toString(), WRONG.toString());
    assertThat(share(wrong, WRONG.toString())).isBetween(0.40, 0.65);
    at(26);
    Map<String, String> failing = answers();
    assertThat(new TreeSet<>(failing.values()))
        .containsExactlyInAnyOrder(RIGHT.toString(), "SERVFAIL");
    at(36);
    assertThat(new TreeSet<>(answers().values())).containsExactly(RIGHT.toString());
    for (Vantage vantage : world.vantages()) {
      boolean ownResolver = vantage.resolvers().getFirst().id().equals("isp");
      if (!ownResolver && !FLAPPING.contains(vantage.id())) {
        assertThat(wrong.get(vantage.id())).isEqualTo(RIGHT.toString());
        assertThat(failing.get(vantage.id())).isEqualTo(RIGHT.toString());
      }
    }
  }

  @Test
  void theServersCountWhoIsHit() throws Exception {
    at(10);
    Map<String, String> answers = answers();
    Set<String> counted =
        world.hits().stream()
            .filter(served -> served.wrong() > 0)
            .map(Served::vantage)
            .collect(Collectors.toSet());
    Set<String> told =
        answers.entrySet().stream()
            .filter(entry -> entry.getValue().equals(WRONG.toString()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(counted).isEqualTo(told).isNotEmpty();
  }

  @Test
  void theWebServersSpeakTlsWithTheCertificatesOfTheFile() throws Exception {
    Client client = new Client(world.network("us-chi-comcast-1"));
    Client.Page right = client.get(RIGHT.getFirst(), HOST);
    assertThat(right.text()).contains("200 OK").contains("Mashery");
    assertThat(right.chain().getFirst().getSubjectAlternativeNames().toString())
        .contains("*.mashery.com");
    Client.Page wrong = client.get(WRONG.getFirst(), HOST);
    assertThat(wrong.chain().getFirst().getSubjectAlternativeNames().toString())
        .contains("pantheonsite.io");
    right.chain().getLast().verify(Client.certificate(world.trustAnchorPem()).getPublicKey());
  }

  private void at(int minute) {
    clock.startAt(Duration.ofMinutes(minute));
  }

  private static double share(Map<String, String> answers, String answer) {
    return answers.values().stream().filter(answer::equals).count() / (double) answers.size();
  }

  private Map<String, String> answers() throws Exception {
    return Look.answers(world, HOST, FLAPPING);
  }
}
