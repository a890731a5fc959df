package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.api.Running.START;
import static org.plumbline.api.Running.each;
import static org.plumbline.api.Runs.OK;
import static org.plumbline.api.Runs.heartbeat;
import static org.plumbline.api.Runs.incident;
import static org.plumbline.api.Runs.routine;
import static org.plumbline.api.Runs.scope;
import static org.plumbline.store.Facts.service;
import static org.plumbline.store.Facts.vantage;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.model.Category;
import org.plumbline.model.Entity;
import org.plumbline.model.Incident.State;
import tools.jackson.databind.JsonNode;

/** How services and vantages are said to be. */
@Timeout(60)
class StandingTest {
  private final Running server = new Running();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aVantageIsHealthyBlindOrSilent() throws Exception {
    server.append(vantage("a", "Rome"), vantage("b", "Oslo"), vantage("c", "Bern"));
    server.append(vantage("d", "Kyiv"), vantage("e", "Lima"));
    server.append(heartbeat("d", START, 5, Duration.ZERO));
    server.clock.move(Duration.ofMinutes(4));
    server.append(heartbeat("a", START.plusSeconds(240), 5, Duration.ZERO));
    server.append(heartbeat("b", START.plusSeconds(240), 0, Duration.ZERO));
    server.append(heartbeat("c", START.plusSeconds(240), 5, Duration.ZERO));
    server.say(
        incident(
            State.OPEN,
            Category.VANTAGE_FAULT,
            new Entity(Entity.Kind.VANTAGE, "c"),
            List.of(),
            scope(List.of("c"), List.of()),
            List.of()));

    JsonNode items = server.json("/v1/vantages").path("items");

    assertThat(each(items, "id")).containsExactly("a", "b", "c", "d", "e");
    assertThat(each(items, "state"))
        .containsExactly("healthy", "blind", "blind", "silent", "silent");
    assertThat(each(items, "city")).containsExactly("Rome", "Oslo", "Bern", "Kyiv", "Lima");
    assertThat(items.path(3).path("lastHeartbeat").asString()).startsWith("2026-03-01T12:00:01");
    assertThat(items.path(4).has("lastHeartbeat")).isFalse();
    assertThat(items.path(1).path("heartbeat").path("anchors").path("ok").asInt(-1)).isZero();
    assertThat(items.path(4).has("heartbeat")).isFalse();
    JsonNode status = server.json("/v1/status.json");
    assertThat(status.path("now").asString()).isEqualTo("2026-03-01T12:04:01.000Z");
    assertThat(status.path("vantages").asInt()).isEqualTo(5);
    assertThat(status.path("vantagesHealthy").asInt()).isEqualTo(1);
    assertThat(status.path("openIncidents").asInt()).isEqualTo(1);
  }

  @Test
  void silenceIsNoHealth() throws Exception {
    server.append(service("shop", "Shop"));
    assertThat(state("shop")).as("nobody measures").isEqualTo("undetermined");
    server.append(vantage("a", "Rome"));
    assertThat(state("shop")).as("nobody is awake").isEqualTo("blind");
    server.append(heartbeat("a", START, 5, Duration.ZERO));
    assertThat(state("shop")).as("nothing was measured").isEqualTo("undetermined");
    server.append(routine("a:1:1", START, OK));
    assertThat(state("shop")).isEqualTo("healthy");

    server.clock.move(Duration.ofMinutes(4));
    server.append(heartbeat("a", START.plusSeconds(240), 5, Duration.ZERO));
    assertThat(state("shop")).as("nothing was measured lately").isEqualTo("undetermined");
  }

  @Test
  void aServiceIsAsBadAsTheWorstIncidentThatNamesIt() throws Exception {
    server.append(service("shop", "Shop"), service("bank", "Bank"), vantage("a", "Rome"));
    server.append(heartbeat("a", START, 5, Duration.ZERO));
    server.append(routine("a:1:1", START, OK));
    server.say(
        incident(
            State.OPEN,
            Category.APP_BACKEND_FAILURE,
            new Entity(Entity.Kind.SERVICE, "shop"),
            List.of("shop"),
            scope(List.of("a"), List.of()),
            List.of()));

    assertThat(state("shop")).isEqualTo("partial");
    assertThat(state("bank")).isEqualTo("undetermined");
    assertThat(server.json("/v1/status.json").path("services").asInt()).isEqualTo(2);
  }

  @Test
  void servicesAndVantagesComeInPages() throws Exception {
    server.append(service("a", "A"), service("b", "B"), service("c", "C"));

    JsonNode first = server.json("/v1/services?limit=2");
    JsonNode second = server.json("/v1/services?limit=2&cursor=" + first.path("next").asString());

    assertThat(each(first.path("items"), "id")).containsExactly("a", "b");
    assertThat(each(second.path("items"), "id")).containsExactly("c");
    assertThat(second.has("next")).isFalse();
    assertThat(server.get("/v1/services/d").statusCode()).isEqualTo(404);
  }

  private String state(String service) throws Exception {
    return server.json("/v1/services/" + service).path("state").asString();
  }
}
