package org.plumbline.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.collector.Collector.INGEST;
import static org.plumbline.collector.Collector.OTHER;
import static org.plumbline.store.Facts.followUp;
import static org.plumbline.store.Facts.service;
import static org.plumbline.store.Facts.vantage;
import static org.plumbline.store.Facts.working;
import static org.plumbline.store.StoreFixture.START;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Assignment;
import org.plumbline.model.FollowUp;
import org.plumbline.store.Facts;
import org.plumbline.store.Judged;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.TestClock;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

class AssignmentsTest {
  private static final String PATH = "/v1/assignments?vantage=home-1";

  private final TestClock clock = new TestClock(START);
  private final Collector collector = Collector.of(new MemoryStore(clock), clock);

  @BeforeEach
  void introduce() {
    collector.post(INGEST, vantage("home-1", "Oslo"), service("shop", "Shop"));
  }

  @AfterEach
  void close() {
    collector.close();
  }

  private static Assignment assignment(HttpResponse<String> answer) throws Unreadable {
    assertThat(answer.statusCode()).isEqualTo(200);
    return Wire.readAssignment(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private void want(long cursor, FollowUp request) {
    collector
        .store
        .truth()
        .commit(
            new Judged(
                cursor,
                START,
                List.of(),
                List.of(),
                List.of(request),
                Map.of(
                    "shop/https",
                    IntStream.range(0, 12).mapToObj(i -> working("192.0.2." + i)).toList())));
  }

  @Test
  void anAgentIsToldItsChecksWhatWorksElsewhereAndWhatIsWanted() throws Unreadable {
    FollowUp request = followUp("r1", START.plusSeconds(60));
    want(1, request);
    Assignment assignment = assignment(collector.get(PATH, INGEST));

    assertThat(assignment.checks())
        .containsExactly(
            new Assignment.AssignedCheck("shop", Facts.service("shop", "").checks().getFirst()));
    assertThat(assignment.works().get("shop/https")).hasSize(8);
    assertThat(assignment.requests()).containsExactly(request);

    clock.set(START.plusSeconds(61));
    assertThat(assignment(collector.get(PATH, INGEST)).requests()).isEmpty();
  }

  @Test
  void aVersionThatStandsIsNotSentAgain() throws Unreadable {
    long version = assignment(collector.get(PATH, INGEST)).version();

    assertThat(collector.get(PATH + "&version=" + version + "&waitMs=10", INGEST).statusCode())
        .isEqualTo(304);
    collector.post(INGEST, service("bank", "Bank"));
    Assignment next = assignment(collector.get(PATH + "&version=" + version, INGEST));
    assertThat(next.version()).isGreaterThan(version);
    assertThat(next.checks()).hasSize(2);
  }

  @Test
  void aWaitingAgentIsToldWhatTheEngineWantsAtOnce() throws Exception {
    long version = assignment(collector.get(PATH, INGEST)).version();
    Thread engine = Thread.ofPlatform().start(() -> want(1, followUp("r1", START.plusSeconds(60))));
    HttpResponse<String> answer =
        collector.get(PATH + "&version=" + version + "&waitMs=30000", INGEST);
    engine.join();

    assertThat(assignment(answer).requests()).hasSize(1);
  }

  @Test
  void aQuestionThatCannotBeAnsweredSaysWhy() {
    assertThat(collector.get("/v1/assignments?vantage=nobody", INGEST).statusCode()).isEqualTo(404);
    assertThat(collector.get("/v1/assignments", INGEST).statusCode()).isEqualTo(404);
    assertThat(collector.get(PATH, OTHER).statusCode()).isEqualTo(403);
    assertThat(collector.get(PATH, "wrong").statusCode()).isEqualTo(401);
    assertThat(collector.get(PATH + "&version=x", INGEST).body())
        .contains("version must be a whole number");
  }
}
