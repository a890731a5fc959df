package org.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The founding case, asked of every vantage's resolver over its sockets. */
final class MasheryTest {
  private static final String HOST = "developer.mashery.com";
  private static final List<String> RIGHT =
      List.of("44.211.103.199", "54.160.170.229", "54.235.15.197");
  private static final List<String> WRONG = List.of("23.185.0.3");
  private static final Set<String> FLAPPING = Set.of("nl-ams-kpn-1");
  private static final long SEED = 20_241_001;

  private Scenario scenario;
  private SetClock clock;
  private LabWorld world;

  @BeforeEach
  void open() throws Exception {
    scenario = Scenario.parse("mashery.yaml", Look.builtIn("mashery-2024-10-01"));
    clock = LabClock.standing(scenario.start());
    world = LabWorld.open(scenario, clock, SEED);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyVantageIsServedRightBeforeTheFault() throws Exception {
    clock.startAt(Duration.ofMinutes(6));
    assertThat(new TreeSet<>(answers().values())).containsExactly(RIGHT.toString());
  }

  @Test
  void resolversThatKeepTheChildsSetAreWrongAndPublicOnesRight() throws Exception {
    for (int minute = 0; minute <= 44; minute++) {
      clock.startAt(Duration.ofMinutes(minute));
      System.out.println(minute + " " + Look.tally(answers()));
    }
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

  private Map<String, String> answers() throws Exception {
    return Look.answers(world, HOST, FLAPPING);
  }
}
