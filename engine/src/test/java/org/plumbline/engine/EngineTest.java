package org.plumbline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Code;
import org.plumbline.model.Evidence;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Incident;
import org.plumbline.model.Layer;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.wire.Wire;

/** What the engine says of small invented faults. */
class EngineTest {
  private static final World.Fault NONE = (vantage, service, minute) -> null;
  private static final World.Trouble STRANGER =
      new World.Trouble(Layer.TLS, Code.NAME_MISMATCH, World.WRONG);

  private static final World.Trouble SILENCE =
      new World.Trouble(Layer.DNS, Code.TIMEOUT, World.RIGHT);

  /** Half of the access networks get a stranger's address for service 0. */
  private static final World.Fault SPLIT =
      (vantage, service, minute) -> service == 0 && vantage < 12 ? STRANGER : null;

  private static World founding(int vantages) {
    return new World(vantages, 4, 1)
        .beats(0, 45, -1, UnaryOperator.identity())
        .live(0, 15, NONE)
        .live(15, 30, SPLIT)
        .live(30, 45, NONE);
  }

  private static List<Incident> ofServices(List<Incident> told) {
    return told.stream().filter(incident -> !incident.services().isEmpty()).toList();
  }

  private static List<String> texts(List<Incident> told) {
    return told.stream()
        .map(incident -> new String(Wire.write(incident), StandardCharsets.UTF_8))
        .toList();
  }

  private static Set<String> ids(List<Incident> told) {
    Set<String> ids = new TreeSet<>();
    told.forEach(incident -> ids.add(incident.id()));
    return ids;
  }

  @Test
  void splitAnswersAreBlamedOnTheNameServersNotOnTls() {
    List<Incident> told = ofServices(founding(24).replay());
    assertThat(ids(told)).hasSize(1);
    Incident last = told.getLast();
    Cause cause = last.causes().getFirst();
    assertThat(cause.category()).isEqualTo(Category.DNS_AUTHORITATIVE_WRONG_DATA);
    assertThat(cause.entity()).extracting("id").isEqualTo("ns3.pair.example");
    assertThat(last.title())
        .isEqualTo(
            "www.s0.example shows another site's certificate, because two name servers answer with"
                + " the wrong address");
    assertThat(last.scope().failing()).hasSize(12);
    assertThat(last.scope().healthy()).hasSize(12);
    assertThat(last.state()).isEqualTo(Incident.State.RESOLVED);
  }

  @Test
  void anEngineThatIsSavedAndRestoredAnywhereSaysTheSameBytes() {
    World world = founding(24);
    List<String> whole = texts(world.replay());
    long seed = new Random().nextInt(1 << 30);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      Set<Integer> cuts = new TreeSet<>();
      random.ints(10, 0, world.log().size()).forEach(cuts::add);
      List<String> cut = texts(World.replay(world.log(), cuts));
      assertThat(cut).as("seed %d, cut before %s", seed, cuts).isEqualTo(whole);
    }
  }

  @Test
  void theFirstWordComesWithinTwoMinutesOfTheThirdVantage() {
    Incident first = ofServices(founding(24).replay()).getFirst();
    assertThat(first.state()).isEqualTo(Incident.State.OPEN);
    assertThat(Duration.between(World.START.plusSeconds(15 * 60 + 14), first.emittedAt()))
        .isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void aWrongCertificateAtTheUsualAddressIsBlamedOnTheCertificate() {
    World.Trouble wrong = new World.Trouble(Layer.TLS, Code.NAME_MISMATCH, World.rightAddress(0));
    List<Incident> told =
        ofServices(
            new World(24, 4, 2)
                .live(0, 15, NONE)
                .live(15, 25, (vantage, service, minute) -> service == 0 ? wrong : null)
                .replay());
    assertThat(ids(told)).hasSize(1);
    assertThat(told.getLast().causes().getFirst().category())
        .isEqualTo(Category.TLS_WRONG_CERTIFICATE);
  }

  @Test
  void anotherCodeFromTheSameFaultIsTheSameIncident() {
    World.Trouble refused = new World.Trouble(Layer.DNS, Code.SERVFAIL, World.WRONG);
    List<Incident> told =
        ofServices(
            new World(24, 4, 3)
                .live(0, 15, NONE)
                .live(15, 22, SPLIT)
                .live(
                    22,
                    30,
                    (vantage, service, minute) -> service == 0 && vantage < 12 ? refused : null)
                .replay());
    assertThat(ids(told)).hasSize(1);
    assertThat(told.getLast().symptoms()).extracting("layer").contains(Layer.TLS, Layer.DNS);
  }

  @Test
  void whatFailsAgainSoonIsTheSameIncidentOpenAgain() {
    List<Incident> told =
        ofServices(
            new World(24, 4, 11)
                .live(0, 15, NONE)
                .live(15, 22, SPLIT)
                .live(22, 36, NONE)
                .live(36, 44, SPLIT)
                .live(44, 60, NONE)
                .replay());
    assertThat(ids(told)).hasSize(1);
    List<Incident.State> turns = new ArrayList<>();
    for (Incident incident : told) {
      if (turns.isEmpty() || turns.getLast() != incident.state()) {
        turns.add(incident.state());
      }
    }
    assertThat(turns)
        .containsSubsequence(
            Incident.State.OPEN,
            Incident.State.RESOLVED,
            Incident.State.OPEN,
            Incident.State.RESOLVED);
    assertThat(told.stream().filter(incident -> incident.state() == Incident.State.RESOLVED))
        .as("an end is told once")
        .hasSize(2);
  }

  @Test
  void anUplinkThatComesAndGoesShowsInWhatFailsOnlyThere() {
    Random draw = new Random(13);
    List<Incident> told =
        new World(14, 5, 13)
            .beats(
                0, 20, 4, beat -> anchors(beat, beat.at().getEpochSecond() / 60 % 3 == 0 ? 0 : 5))
            .live(0, 4, NONE)
            .live(
                4,
                20,
                (vantage, service, minute) -> vantage == 4 && draw.nextBoolean() ? SILENCE : null)
            .replay();
    assertThat(ids(told)).hasSize(1);
    assertThat(told.getFirst().scope().failing()).containsExactly("v4");
    assertThat(told.getFirst().startedAt()).isBefore(World.START.plusSeconds(6 * 60));
  }

  @Test
  void aHomeLineThatFlapsIsWeather() {
    assertThat(
            new World(14, 5, 14)
                .live(
                    0,
                    60,
                    (vantage, service, minute) -> vantage == 4 && minute % 12 == 7 ? SILENCE : null)
                .replay())
        .isEmpty();
  }

  @Test
  void aVantageAtFaultIsToldWithItsHeartbeatsAndItsRuns() {
    List<Incident> told =
        new World(12, 3, 12).beats(0, 30, 4, beat -> anchors(beat, 1)).live(0, 30, NONE).replay();
    Evidence evidence = told.getFirst().causes().getFirst().evidence().getFirst();
    assertThat(evidence.failing()).isEqualTo(evidence.total());
    assertThat(evidence.measurements()).isNotEmpty();
    assertThat(told.getFirst().summary()).contains("4 of 4 heartbeats");
  }

  @Test
  void aQuietDayOpensNothing() {
    assertThat(
            new World(24, 4, 4)
                .beats(0, 40, -1, UnaryOperator.identity())
                .live(0, 40, NONE)
                .replay())
        .isEmpty();
  }

  @Test
  void oneVantageThatFailsAloneNamesNoService() {
    List<Incident> told =
        new World(24, 4, 5)
            .live(0, 15, NONE)
            .live(15, 30, (vantage, service, minute) -> vantage == 3 ? STRANGER : null)
            .replay();
    assertThat(ofServices(told)).isEmpty();
  }

  @Test
  void anchorsThatAnswerHalfOfTheTimeAreAFaultOfTheVantage() {
    List<Incident> told =
        new World(12, 3, 6)
            .beats(
                0, 30, 4, beat -> anchors(beat, beat.at().getEpochSecond() / 60 % 2 == 0 ? 5 : 0))
            .live(0, 30, NONE)
            .replay();
    assertThat(ids(told)).hasSize(1);
    Incident incident = told.getFirst();
    assertThat(incident.services()).isEmpty();
    assertThat(incident.causes().getFirst().category()).isEqualTo(Category.VANTAGE_FAULT);
    assertThat(incident.causes().getFirst().entity()).extracting("id").isEqualTo("v4");
  }

  @Test
  void aClockTenMinutesOffIsAFaultAndFortySecondsAreWeather() {
    assertThat(clock(Duration.ofMinutes(10))).hasSize(1);
    assertThat(clock(Duration.ofSeconds(40))).isEmpty();
  }

  private static Set<String> clock(Duration offset) {
    return ids(
        new World(12, 3, 7)
            .beats(0, 25, 5, beat -> clock(beat, offset))
            .live(0, 25, NONE)
            .replay());
  }

  @Test
  void blockedAnswersAreNeverAnIncident() {
    World.Trouble blocked = new World.Trouble(Layer.HTTP, Code.BLOCKED, World.rightAddress(0));
    assertThat(
            new World(24, 4, 8)
                .live(0, 15, NONE)
                .live(15, 30, (vantage, service, minute) -> service == 0 ? blocked : null)
                .replay())
        .isEmpty();
  }

  @Test
  void aNameThatManyCannotResolveIsOneIncident() {
    World.Trouble servfail = new World.Trouble(Layer.DNS, Code.SERVFAIL, World.RIGHT);
    List<Incident> told =
        ofServices(
            new World(24, 4, 9)
                .live(0, 15, NONE)
                .live(
                    15,
                    30,
                    (vantage, service, minute) -> service == 0 && vantage < 20 ? servfail : null)
                .replay());
    assertThat(ids(told)).hasSize(1);
  }

  @Test
  void oneToThreeVantagesAreEyesToo() {
    World.Trouble error = new World.Trouble(Layer.HTTP, Code.STATUS, World.rightAddress(0));
    List<Incident> told =
        ofServices(
            new World(2, 4, 10)
                .live(0, 15, NONE)
                .live(15, 25, (vantage, service, minute) -> service == 0 ? error : null)
                .replay());
    assertThat(ids(told)).hasSize(1);
    assertThat(told.getLast().causes().getFirst().confidence()).isLessThan(0.7);
  }

  @Test
  void theSameLogGivesTheSameBytes() {
    assertThat(bytes(founding(24).replay())).isEqualTo(bytes(founding(24).replay()));
  }

  private static String bytes(List<Incident> told) {
    StringBuilder text = new StringBuilder();
    told.forEach(incident ->
        text.append(new String(Wire.write(incident), java.nio.charset.StandardCharsets.UTF_8))
            .append('\n'));
    return text.toString();
  }

  @Test
  void everyWitnessExists() {
    World world = founding(24);
    Set<String> known = new TreeSet<>();
    for (Logged logged : world.log()) {
      if (logged.entry() instanceof Measurement run) {
        known.add(run.id());
      }
    }
    for (Incident incident : ofServices(world.replay())) {
      List<Cause> causes = new ArrayList<>(incident.causes());
      causes.addAll(incident.alternatives());
      for (Cause cause : causes) {
        cause
            .evidence()
            .forEach(evidence -> assertThat(known).containsAll(evidence.measurements()));
        cause
            .evidence()
            .forEach(evidence -> assertThat(evidence.measurements()).hasSizeLessThanOrEqualTo(20));
      }
    }
  }

  @Test
  void fewerHealthyVantagesNeverRaiseTheConfidence() {
    double all = ofServices(founding(24).replay()).getLast().causes().getFirst().confidence();
    double half = ofServices(founding(18).replay()).getLast().causes().getFirst().confidence();
    assertThat(half).isLessThanOrEqualTo(all);
  }

  private static Heartbeat anchors(Heartbeat beat, int ok) {
    return new Heartbeat(
        beat.vantage(),
        beat.at(),
        beat.epoch(),
        beat.uptime(),
        new Heartbeat.Tally(5, ok),
        beat.mustFail(),
        null,
        null,
        null,
        null,
        beat.clockOffset(),
        beat.families(),
        null,
        null);
  }

  private static Heartbeat clock(Heartbeat beat, Duration offset) {
    return new Heartbeat(
        beat.vantage(),
        beat.at(),
        beat.epoch(),
        beat.uptime(),
        beat.anchors(),
        beat.mustFail(),
        null,
        null,
        null,
        null,
        offset,
        beat.families(),
        null,
        null);
  }
}
