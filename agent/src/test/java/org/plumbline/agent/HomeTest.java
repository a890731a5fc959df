package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.agent.StubCollector.Mood;
import org.plumbline.model.Assignment;
import org.plumbline.model.Assignment.AssignedCheck;
import org.plumbline.model.Check;
import org.plumbline.model.Family;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Working;

/** An agent with a data folder of its own. */
@Timeout(60)
final class HomeTest {
  private static final Instant START = Instant.parse("2024-10-01T11:00:00Z");

  @TempDir Path folder;
  private final SteppedPace pace = new SteppedPace(START);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> told = new ArrayList<>();
  private StubCollector collector;

  @BeforeEach
  void open() throws IOException {
    collector = new StubCollector(pace::now);
    collector.assign(
        new Assignment(
            1,
            List.of(
                new AssignedCheck("service", Facts.check("a", Duration.ofSeconds(10), Family.V4))),
            Map.of(),
            List.of()));
  }

  @AfterEach
  void close() {
    collector.close();
    http.shutdownNow();
  }

  @Test
  void aFolderBelongsToOneAgentAtATime() throws IOException {
    try (Home _ = Home.open(folder).orElseThrow()) {
      assertThat(Home.open(folder)).isEmpty();
    }
    try (Home again = Home.open(folder).orElseThrow()) {
      assertThat(again.enrolment()).isEmpty();
    }
  }

  @Test
  void aCredentialIsReadableByItsOwnerAloneAndNeverPrinted() throws IOException {
    Home.Enrolment enrolment =
        new Home.Enrolment(URI.create("https://plumb.example"), "home-1", "secret");
    try (Home home = Home.open(folder).orElseThrow()) {
      home.enrol(enrolment, 0);

      assertThat(home.enrolment()).contains(enrolment);
    }
    assertThat(enrolment.toString()).doesNotContain("secret");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("enrolment"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aVantageThatLostItsFolderGoesOnBehindItsOldEpochs() throws IOException {
    try (Home home = Home.open(folder).orElseThrow()) {
      home.enrol(new Home.Enrolment(URI.create("http://127.0.0.1:1"), "home-1", "s"), 41);
      assertThat(home.nextEpoch(pace::now)).isEqualTo(42);
      home.enrol(new Home.Enrolment(URI.create("http://127.0.0.1:1"), "home-1", "t"), 7);
      assertThat(home.nextEpoch(pace::now)).isEqualTo(43);
    }
  }

  @Test
  void anAgentThatStartsWhileTheCollectorIsAwayMeasuresWhatItWasToldLast() throws Exception {
    try (Home home = Home.open(folder).orElseThrow()) {
      try (Agent _ = start(home, 1)) {
        pace.passUntil(() -> collector.measurements().size() >= 3);
      }
      collector.mood(Mood.HANG_UP);
      try (Agent away = start(home, 2)) {
        pace.passUntil(() -> away.stock().produced() >= 5);
      }
      assertThat(home.waitingBytes()).isPositive();
      assertThat(told).filteredOn(it -> it.startsWith("The server does not answer")).hasSize(1);

      collector.mood(Mood.TAKE);
      try (Agent _ = start(home, 3)) {
        pace.passUntil(() -> epochs(2).size() >= 5 && epochs(3).size() >= 2);
      }
    }
    for (int epoch = 1; epoch <= 3; epoch++) {
      List<Long> sequences = epochs(epoch);
      assertThat(sequences.stream().sorted().toList())
          .as("epoch %d has no hole", epoch)
          .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
    }
    assertThat(collector.gaps()).isEmpty();
  }

  private List<Long> epochs(int epoch) {
    String prefix = "home-1:" + epoch + ":";
    return collector.measurements().stream()
        .map(Measurement::id)
        .filter(id -> id.startsWith(prefix))
        .map(id -> Long.parseLong(id.substring(prefix.length())))
        .toList();
  }

  private Agent start(Home home, int epoch) throws IOException {
    Setup setup =
        new Setup(
            Facts.VANTAGE,
            epoch,
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
                new Healthy(),
                new FakeNetwork(),
                http,
                new Agent.Clocks(pace, pace::now),
                since -> false,
                told::add),
            home);
    agent.start();
    return agent;
  }

  private static final class Healthy implements Run {
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
