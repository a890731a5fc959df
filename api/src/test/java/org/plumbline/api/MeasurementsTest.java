package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.api.Running.START;
import static org.plumbline.api.Running.each;
import static org.plumbline.api.Runs.OK;
import static org.plumbline.api.Runs.REFUSED;
import static org.plumbline.api.Runs.failed;
import static org.plumbline.api.Runs.heartbeat;
import static org.plumbline.api.Runs.incident;
import static org.plumbline.api.Runs.routine;
import static org.plumbline.api.Runs.run;
import static org.plumbline.api.Runs.scope;
import static org.plumbline.store.Facts.service;
import static org.plumbline.store.Facts.vantage;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Depth;
import org.plumbline.model.Entity;
import org.plumbline.model.Incident;
import org.plumbline.model.Incident.State;
import org.plumbline.model.Layer;
import org.plumbline.model.Outcome;
import org.plumbline.model.Trigger;
import tools.jackson.databind.JsonNode;

/** The facts: one by one, behind an incident, over time. */
@Timeout(60)
class MeasurementsTest {
  private static final Entity SHOP = new Entity(Entity.Kind.SERVICE, "shop");

  private final Running server = new Running();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aMeasurementIsTheRecordThatTheLogHolds() throws Exception {
    server.append(routine("home-1:1:7", START, OK));

    JsonNode record = server.json("/v1/measurements/home-1%3A1%3A7");

    assertThat(record.path("kind").asString()).isEqualTo("measurement");
    assertThat(record.path("receivedAt").asString()).isEqualTo("2026-03-01T12:00:01.000Z");
    assertThat(server.json("/v1/measurements/home-1:1:7")).isEqualTo(record);
    assertThat(server.get("/v1/measurements/home-1:1:8").statusCode()).isEqualTo(404);
  }

  @Test
  void measurementsAreListedByServiceVantageAndTime() throws Exception {
    server.append(routine("a:1:1", START, OK), routine("b:1:1", START, OK));
    server.clock.move(Duration.ofSeconds(5));
    server.append(routine("a:1:2", START, OK));

    assertThat(ids("?service=shop&vantage=a")).containsExactly("a:1:2", "a:1:1");
    assertThat(ids("?since=2026-03-01T12:00:06Z")).containsExactly("a:1:2");
    assertThat(ids("?service=bank")).isEmpty();
    JsonNode first = server.json("/v1/measurements?limit=2");
    assertThat(each(first.path("items"), "id")).containsExactly("a:1:2", "b:1:1");
    assertThat(ids("?limit=2&cursor=" + first.path("next").asString())).containsExactly("a:1:1");
  }

  private List<String> ids(String query) throws Exception {
    return each(server.json("/v1/measurements" + query).path("items"), "id");
  }

  @Test
  void evidenceSetsFailingBesideHealthyAndDuringBesideBefore() throws Exception {
    server.append(service("shop", "Shop"), vantage("hit", "Rome"), vantage("fine", "Oslo"));
    server.append(
        routine("hit:1:1", START.minusSeconds(120), OK),
        routine("fine:1:1", START.minusSeconds(60), OK));
    server.clock.move(Duration.ofSeconds(60));
    server.append(
        routine("hit:1:2", START.plusSeconds(10), REFUSED),
        run("hit:1:3", START.plusSeconds(11), Depth.DIAGNOSTIC, Trigger.FAILURE, REFUSED),
        routine("fine:1:2", START.plusSeconds(12), OK),
        routine("fine:1:3", START.plusSeconds(13), OK),
        routine("other:1:1", START.plusSeconds(14), OK));
    server.clock.move(Duration.ofSeconds(60));
    server.append(routine("hit:1:4", START.plusSeconds(70), OK));
    say(State.OPEN, List.of("fine:1:2", "gone:1:1"));

    JsonNode evidence = server.json("/v1/incidents/incident-app-backend-failure/evidence");

    assertThat(each(evidence.path("items"), "id"))
        .as("what failed, newest first; the named one; the latest healthy one; those from before")
        .containsExactly("hit:1:3", "hit:1:2", "fine:1:3", "fine:1:2", "fine:1:1", "hit:1:1");
    assertThat(each(evidence.path("vantages"), "id")).containsExactly("fine", "hit");
    assertThat(each(evidence.path("services"), "id")).containsExactly("shop");
  }

  @Test
  void runsFromBeforeTheStartAreEvidenceToo() throws Exception {
    Running later = server;
    later.clock.set(START.minusSeconds(300));
    later.append(routine("hit:1:1", START.minusSeconds(300), OK));
    later.clock.set(START.minusSeconds(200));
    later.append(routine("hit:1:2", START.minusSeconds(200), OK));
    later.clock.set(START.plusSeconds(60));
    later.append(routine("hit:1:3", START.plusSeconds(60), REFUSED));
    say(State.OPEN, List.of());

    JsonNode evidence = server.json("/v1/incidents/incident-app-backend-failure/evidence");

    assertThat(each(evidence.path("items"), "id")).containsExactly("hit:1:3", "hit:1:2");
  }

  @Test
  void aFaultOfAVantageIsShownByItsRunsOfEveryService() throws Exception {
    server.append(routine("hit:1:1", START.plusSeconds(1), REFUSED));
    server.append(routine("fine:1:1", START.plusSeconds(1), OK));
    server.say(
        incident(
            State.OPEN,
            Category.VANTAGE_FAULT,
            new Entity(Entity.Kind.VANTAGE, "hit"),
            List.of(),
            scope(List.of("hit"), List.of()),
            List.of()));

    JsonNode evidence = server.json("/v1/incidents/incident-vantage-fault/evidence");

    assertThat(each(evidence.path("items"), "id")).containsExactly("hit:1:1");
  }

  @Test
  void evidenceIsBoundedAndNoSideCrowdsTheOtherOut() throws Exception {
    List<String> hit = IntStream.range(0, 200).mapToObj(i -> "hit-" + i).toList();
    List<String> fine = IntStream.range(0, 200).mapToObj(i -> "fine-" + i).toList();
    hit.forEach(id -> server.append(routine(id + ":1:1", START.plusSeconds(1), REFUSED)));
    fine.forEach(id -> server.append(routine(id + ":1:1", START.plusSeconds(1), OK)));
    server.say(
        incident(
            State.OPEN,
            Category.APP_BACKEND_FAILURE,
            SHOP,
            List.of("shop"),
            scope(hit, fine),
            List.of()));

    JsonNode items =
        server.json("/v1/incidents/incident-app-backend-failure/evidence").path("items");

    assertThat(items.size()).isEqualTo(Proof.ITEMS_MAX);
    assertThat(each(items, "vantage").stream().filter(id -> id.startsWith("hit")))
        .hasSize(Proof.ITEMS_MAX / 2);
  }

  private void say(State state, List<String> ids) {
    Incident.Scope scope = scope(List.of("hit"), List.of("fine"));
    server.say(incident(state, Category.APP_BACKEND_FAILURE, SHOP, List.of("shop"), scope, ids));
  }

  @Test
  void aTimelineShowsScheduledRoutineRunsAtTheServersTime() throws Exception {
    Outcome wrongName = failed(Layer.TLS, Code.NAME_MISMATCH);
    Outcome robot = failed(Layer.HTTP, Code.BLOCKED);
    server.append(service("shop", "Shop"));
    server.append(heartbeat("b", START, 5, Duration.ofMinutes(10)));
    server.clock.move(Duration.ofMinutes(2));
    server.append(
        routine("a:1:1", START.plusSeconds(1), OK),
        routine("a:1:2", START.plusSeconds(61), REFUSED, wrongName),
        routine("a:1:3", START.plusSeconds(62), REFUSED, OK),
        run("a:1:4", START.plusSeconds(63), Depth.DIAGNOSTIC, Trigger.SCHEDULE, OK),
        run("a:1:5", START.plusSeconds(64), Depth.ROUTINE, Trigger.RECHECK, REFUSED),
        routine("a:1:6", START.plusSeconds(65), robot),
        routine("a:1:7", START.plusSeconds(66)),
        routine("b:1:1", START.plusSeconds(660), OK));

    JsonNode timeline =
        server.json(
            "/v1/services/shop/timeline?since=2026-03-01T12:00:00Z&until=2026-03-01T12:02:00Z");

    assertThat(timeline.path("from").asString()).isEqualTo("2026-03-01T12:00:00.000Z");
    assertThat(timeline.path("to").asString()).isEqualTo("2026-03-01T12:02:00.000Z");
    assertThat(timeline.path("stepMs").asInt()).isEqualTo(60_000);
    assertThat(each(timeline.path("vantages"), "vantage")).containsExactly("a", "b");
    JsonNode cells = timeline.path("vantages").path(0).path("cells");
    assertThat(each(cells, "state"))
        .containsExactly("ok", "fail", "ok", "inconclusive", "inconclusive");
    assertThat(each(cells, "code")).containsExactly("", "refused", "", "", "");
    assertThat(cells.path(1).path("layer").asString()).isEqualTo("tcp");
    assertThat(timeline.path("vantages").path(1).path("cells").path(0).path("at").asString())
        .as("ten minutes fast")
        .isEqualTo("2026-03-01T12:01:01.000Z");
  }

  @Test
  void aTimelineBeginsBeforeItEnds() throws Exception {
    server.append(service("shop", "Shop"));

    assertThat(
            server
                .get(
                    "/v1/services/shop/timeline?since=2026-03-01T12:00:00Z"
                        + "&until=2026-03-01T12:00:00Z")
                .statusCode())
        .isEqualTo(400);
    assertThat(server.json("/v1/services/shop/timeline").path("from").asString())
        .as("six hours")
        .isEqualTo("2026-03-01T06:00:01.000Z");
    assertThat(server.get("/v1/services/nobody/timeline").statusCode()).isEqualTo(404);
  }
}
