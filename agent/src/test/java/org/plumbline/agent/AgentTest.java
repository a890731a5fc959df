package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.agent.StubCollector.Mood;
import org.plumbline.model.Assignment;
import org.plumbline.model.Assignment.AssignedCheck;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Depth;
import org.plumbline.model.Family;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Trigger;
import org.plumbline.model.Vantage;
import org.plumbline.model.Working;

@Timeout(60)
final class AgentTest {
  private static final Instant START = Instant.parse("2024-10-01T11:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final SteppedPace pace = new SteppedPace(START);
  private final FakeNetwork network = new FakeNetwork();
  private final HttpClient http = HttpClient.newHttpClient();
  private Duration ahead = Duration.ZERO;
  private InstantSource time = pace::now;
  private Run run = new HealthyRun();
  private StubCollector collector;

  @BeforeEach
  void open() throws IOException {
    collector = new StubCollector(() -> time.instant());
  }

  @AfterEach
  void close() {
    collector.close();
    http.shutdownNow();
  }

  @Test
  void introducesItselfThenBeatsThenMeasures() throws InterruptedException {
    collector.assign(assignment(1, "a"));
    try (Agent agent = start()) {
      pace.passUntil(() -> collector.measurements().size() >= 3);

      assertThat(agent.stock().produced()).isGreaterThanOrEqualTo(3);
      assertThat(collector.introductions()).containsExactly(Facts.VANTAGE);
      Heartbeat first = collector.heartbeats().getFirst();
      assertThat(first.produced()).isZero();
      assertThat(first.anchors()).isEqualTo(new Heartbeat.Tally(1, 1));
      assertThat(first.mustFail()).isNull();
      assertThat(first.version()).isEqualTo("test");
      assertThat(first.families()).containsExactly(Family.V4);
      assertThat(first.epoch()).isEqualTo(4);
      assertThat(collector.authorization()).isEqualTo("Bearer secret");
      assertThat(collector.measurements().getFirst().id()).isEqualTo("home-1:4:1");
    }
  }

  @Test
  void everyBeatSaysWhereAllMeasurementsAre() throws InterruptedException {
    collector.assign(assignment(1, "a", "b"));
    try (Agent _ = start()) {
      pace.passUntil(() -> collector.heartbeats().size() >= 6);
    }
    List<Heartbeat> beats = collector.heartbeats();
    for (Heartbeat beat : beats) {
      assertThat(number(beat.produced()))
          .isEqualTo(number(beat.acknowledged()) + number(beat.queued()) + number(beat.dropped()));
    }
    assertThat(number(beats.getLast().produced())).isGreaterThan(30);
  }

  @Test
  void datesFactsByItsOwnClockAndLearnsHowWrongThatIs() throws InterruptedException {
    ahead = Duration.ofMinutes(10);
    time = () -> START; // Exact, however long an exchange really takes.
    collector.assign(assignment(1, "a"));
    try (Agent _ = start()) {
      pace.passUntil(() -> !collector.measurements().isEmpty());
    }
    assertThat(collector.measurements().getFirst().at()).isEqualTo(START.plus(ahead));
    assertThat(collector.heartbeats().getFirst().clockOffset()).isEqualTo(ahead);
  }

  @Test
  void losesNothingAndDoublesNothingWhileTheCollectorFails() throws InterruptedException {
    collector.assign(assignment(1, "a", "b", "c"));
    try (Agent agent = start()) {
      pace.passUntil(() -> collector.measurements().size() >= 5);
      collector.mood(
          Mood.HANG_UP, Mood.UNAVAILABLE, Mood.HANG_UP, Mood.TAKE_AND_HANG_UP, Mood.UNAVAILABLE);
      int posts = collector.posts();
      pace.passUntil(() -> collector.posts() >= posts + 6);
      long waiting = agent.stock().queued();
      assertThat(waiting).isPositive();
      collector.mood(Mood.TAKE);
      pace.passUntil(() -> agent.stock().acknowledged() >= agent.stock().produced() - 1);
    }
    List<Long> sequences = sequences();
    assertThat(sequences)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, sequences.size()).boxed().toList());
    assertThat(collector.doubled()).as("a batch whose answer was lost came again").isPositive();
    assertThat(collector.gaps()).isEmpty();
  }

  @Test
  void aRejectedMeasurementIsDeclaredAndTheVantageIntroducedAgain() throws InterruptedException {
    collector.assign(assignment(1, "a"));
    collector.rejecting(m -> m.id().endsWith(":2") || m.id().endsWith(":3") ? "no such check" : "");
    try (Agent agent = start()) {
      pace.passUntil(() -> collector.measurements().size() >= 4);
      assertThat(agent.stock().dropped()).isEqualTo(2);
    }
    assertThat(collector.gaps().stream().mapToLong(Gap::count).sum()).isEqualTo(2);
    assertThat(collector.gaps().getFirst().from()).isEqualTo(2);
    assertThat(collector.gaps().getLast().to()).isEqualTo(3);
    assertThat(collector.gaps().getFirst().reason()).isEqualTo("rejected: no such check");
    assertThat(collector.introductions().size()).isGreaterThan(1);
  }

  @Test
  void aBatchThatIsRefusedIsHalvedUntilTheRestGoesThrough() throws InterruptedException {
    collector.assign(assignment(1, "a", "b", "c", "d"));
    try (Agent agent = start()) {
      pace.passUntil(() -> collector.measurements().size() >= 4);
      collector.mood(Mood.TAKE, Mood.TOO_LARGE);
      pace.passUntil(() -> collector.measurements().size() >= 30);
      assertThat(agent.stock().dropped()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aChangedAssignmentDisturbsOnlyWhatChanged() throws InterruptedException {
    collector.assign(assignment(1, "a", "b"));
    try (Agent agent = start()) {
      pace.passUntil(() -> collector.measurements().size() >= 10);
      collector.assign(assignment(2, "b", "c"));
      pace.passUntil(() -> of("c").size() >= 10);
      int before = of("a").size();
      pace.passUntil(() -> of("c").size() >= 13);

      assertThat(of("a").size()).isEqualTo(before);
      assertThat(agent.threads()).isEqualTo(2 + 3);
    }
    assertThat(of("b").stream().filter(m -> m.depth() == Depth.DIAGNOSTIC))
        .as("a lane that begins anew begins with a diagnostic run")
        .hasSize(1);
  }

  @Test
  void aRequestIsRunOnceHoweverOftenItIsTold() throws InterruptedException {
    FollowUp wanted = request("r-1", "a", START.plusSeconds(3_600));
    FollowUp late = request("r-2", "a", START.minusSeconds(1));
    collector.assign(assignment(1, "a"));
    try (Agent _ = start()) {
      pace.passUntil(() -> !of("a").isEmpty());
      for (int version = 2; version < 5; version++) {
        int seen = of("a").size();
        collector.assign(
            new Assignment(version, List.of(task("a")), Map.of(), List.of(wanted, late)));
        pace.passUntil(() -> of("a").size() > seen + 3);
      }
    }
    assertThat(of("a").stream().filter(m -> m.trigger() == Trigger.REQUEST))
        .singleElement()
        .satisfies(m -> assertThat(m.request()).isEqualTo("r-1"));
  }

  @Test
  void aHealthyCheckOfAnotherServiceIsTheControlOfAFirstFailure() throws InterruptedException {
    run =
        new HealthyRun() {
          @Override
          public List<Observation> routine(Check check, Family family) {
            return check.id().equals("a")
                ? Facts.failing(Layer.TLS, Code.EXPIRED)
                : super.routine(check, family);
          }
        };
    AssignedCheck other =
        new AssignedCheck("other", Facts.check("z", Duration.ofHours(1), Family.V4));
    collector.assign(new Assignment(1, List.of(task("a"), task("b"), other), Map.of(), List.of()));
    try (Agent _ = start()) {
      pace.passUntil(() -> !of("z").isEmpty());
    }
    assertThat(of("z").getFirst().trigger()).isEqualTo(Trigger.RECHECK);
    assertThat(of("b")).noneMatch(m -> m.trigger() == Trigger.RECHECK);
  }

  @Test
  void familiesOfOneRunShareItsId() throws InterruptedException {
    Check both = Facts.check("dual", INTERVAL, Family.V4, Family.V6);
    Vantage dual = withFamilies(List.of(Family.V4, Family.V6));
    collector.assign(new Assignment(1, List.of(new AssignedCheck("s", both)), Map.of(), List.of()));
    try (Agent agent = start()) {
      pace.passUntil(() -> collector.measurements().size() >= 2);
      assertThat(collector.measurements()).allMatch(m -> m.family() == Family.V4);
      agent.introduce(dual);
      pace.passUntil(() ->
          collector.measurements().stream().filter(m -> m.family() == Family.V6).count() >= 3);
    }
    assertThat(collector.introductions()).contains(dual);
    Set<String> runs4 = runs(Family.V4);
    Set<String> runs6 = runs(Family.V6);
    assertThat(runs6).hasSizeGreaterThanOrEqualTo(3).containsAnyElementsOf(runs4);
  }

  @Test
  void measuresOnWhileTheCollectorIsAwayAndKeepsWhatItHas() throws InterruptedException {
    collector.assign(assignment(1, "a"));
    try (Agent agent = start()) {
      pace.passUntil(() -> collector.measurements().size() >= 2);
      collector.mood(Mood.HANG_UP);
      pace.passUntil(() -> agent.stock().queued() >= 20);
      collector.mood(Mood.TAKE);
      pace.passUntil(() -> agent.stock().acknowledged() >= 22);
    }
    assertThat(new HashSet<>(sequences())).hasSameSizeAs(sequences());
  }

  @Test
  void closeShipsTheLastBatchAndLeavesNoThread() throws InterruptedException {
    collector.assign(assignment(1, "a", "b", "c"));
    Agent agent = start();
    pace.passUntil(() -> agent.stock().produced() >= 5);
    agent.close();

    assertThat(agent.threads()).isZero();
    assertThat(agent.stock().queued()).isZero();
    assertThat(collector.measurements()).hasSize((int) agent.stock().produced());
  }

  @Test
  void closeCancelsARunUnderWay() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean cancelled = new AtomicBoolean();
    run =
        new HealthyRun() {
          @Override
          public List<Observation> diagnostic(Check check, Family family, List<Working> works) {
            begun.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
              cancelled.set(true);
              Thread.currentThread().interrupt();
            }
            return List.of();
          }
        };
    collector.assign(assignment(1, "a"));
    Agent agent = start();
    pace.passUntil(() -> begun.getCount() == 0);
    agent.close();

    assertThat(cancelled).isTrue();
    assertThat(agent.threads()).isZero();
    assertThat(agent.stock().produced()).as("a run cut short says nothing").isZero();
  }

  @Test
  void closeEndsThoughTheCollectorIsGone() throws InterruptedException {
    collector.assign(assignment(1, "a"));
    Agent agent = start();
    pace.passUntil(() -> collector.measurements().size() >= 2);
    collector.close();
    pace.passUntil(() -> agent.stock().queued() >= 3);
    agent.close();

    assertThat(agent.threads()).isZero();
  }

  @Test
  void aRunThatBreaksStopsNoLane() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    run =
        new HealthyRun() {
          @Override
          public List<Observation> routine(Check check, Family family) {
            if (runs.incrementAndGet() % 2 == 0) {
              throw new IllegalStateException("our bug");
            }
            return super.routine(check, family);
          }
        };
    collector.assign(assignment(1, "a"));
    try (Agent _ = start()) {
      pace.passUntil(() -> collector.measurements().size() >= 4);
    }
    assertThat(runs.get()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void thirtyAgentsShareOneProcess() throws InterruptedException {
    collector.assign(assignment(1, "a", "b", "c", "d", "e", "f"));
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      agents.add(start("home-" + i));
    }
    pace.passUntil(() -> collector.measurements().size() >= 30 * 6 * 3);
    for (Agent agent : agents) {
      agent.close();
      assertThat(agent.threads()).isZero();
      assertThat(agent.stock().queued()).isZero();
    }
  }

  private Agent start() {
    return start("home-1");
  }

  private Agent start(String id) {
    Vantage v = Facts.VANTAGE;
    Setup setup =
        new Setup(
            new Vantage(
                id,
                v.network(),
                v.asn(),
                v.isp(),
                v.city(),
                v.region(),
                v.country(),
                v.continent(),
                v.lat(),
                v.lon(),
                v.families(),
                v.resolvers(),
                v.operator(),
                v.standing()),
            4,
            "test",
            9,
            new Setup.Collector(collector.base(), "secret"),
            List.of(FakeNetwork.ANCHOR),
            List.of(),
            Setup.OVERLOADED);
    Agent agent =
        new Agent(
            setup,
            new Agent.Means(
                run,
                network,
                http,
                new Agent.Clocks(pace, () -> time.instant().plus(ahead)),
                since -> false,
                told -> {}));
    agent.start();
    return agent;
  }

  private static Vantage withFamilies(List<Family> families) {
    Vantage v = Facts.VANTAGE;
    return new Vantage(
        v.id(),
        v.network(),
        v.asn(),
        v.isp(),
        v.city(),
        v.region(),
        v.country(),
        v.continent(),
        v.lat(),
        v.lon(),
        families,
        v.resolvers(),
        v.operator(),
        v.standing());
  }

  private static FollowUp request(String id, String check, Instant until) {
    return new FollowUp(id, check, List.of("dns"), List.of(), List.of(), until);
  }

  private static AssignedCheck task(String check) {
    return new AssignedCheck("service", Facts.check(check, INTERVAL, Family.V4));
  }

  private static Assignment assignment(long version, String... checks) {
    return new Assignment(
        version, List.of(checks).stream().map(AgentTest::task).toList(), Map.of(), List.of());
  }

  private List<Measurement> of(String check) {
    return collector.measurements().stream().filter(m -> m.check().equals(check)).toList();
  }

  private Set<String> runs(Family family) {
    return collector.measurements().stream()
        .filter(m -> m.family() == family)
        .map(m -> String.valueOf(m.run()))
        .collect(Collectors.toSet());
  }

  private List<Long> sequences() {
    return collector.measurements().stream()
        .map(m -> Long.parseLong(m.id().substring(m.id().lastIndexOf(':') + 1)))
        .toList();
  }

  private static long number(@Nullable Long value) {
    assertThat(value).isNotNull();
    return value;
  }

  private static class HealthyRun implements Run {
    @Override
    public List<Observation> routine(Check check, Family family) {
      return Facts.healthy();
    }

    @Override
    public List<Observation> diagnostic(Check check, Family family, List<Working> works) {
      return Facts.healthy();
    }
  }
}
