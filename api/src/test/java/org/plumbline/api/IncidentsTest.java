package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.api.Running.START;
import static org.plumbline.api.Running.each;
import static org.plumbline.store.Facts.incident;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.model.Category;
import org.plumbline.model.Entity;
import org.plumbline.model.Incident.State;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class IncidentsTest {
  private final Running server = new Running();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theNewestVersionOfEachIsListedNewestFirst() throws Exception {
    server.say(incident("a", 1, State.SUSPECTED, START, "shop"));
    server.say(incident("b", 1, State.OPEN, START, "bank"));
    server.say(incident("a", 2, State.OPEN, START.plusSeconds(10), "shop"));

    JsonNode list = server.json("/v1/incidents");

    assertThat(each(list.path("items"), "id")).containsExactly("b", "a");
    assertThat(each(list.path("items"), "version")).containsExactly("1", "2");
    assertThat(each(list.path("items"), "kind")).containsOnly("incident");
    assertThat(list.has("next")).isFalse();
  }

  @Test
  void theListIsFilteredByStateServiceAndTime() throws Exception {
    server.say(incident("a", 1, State.RESOLVED, START, "shop"));
    server.say(incident("b", 1, State.OPEN, START, "bank"));
    server.say(incident("c", 1, State.RECOVERING, START.plusSeconds(10), "bank"));

    assertThat(ids("?state=open,recovering")).containsExactly("c", "b");
    assertThat(ids("?service=shop")).containsExactly("a");
    assertThat(ids("?since=2026-03-01T12:00:05Z")).containsExactly("c");
    assertThat(ids("?state=open&service=shop")).isEmpty();
  }

  @Test
  void theListIsSearchedBySeverityCauseAndWords() throws Exception {
    Entity shop = new Entity(Entity.Kind.SERVICE, "shop");
    Entity server1 = new Entity(Entity.Kind.NAMESERVER, "ns1.example.net");
    for (Category category :
        List.of(Category.APP_BACKEND_FAILURE, Category.DNS_AUTHORITATIVE_DOWN)) {
      Entity entity = category == Category.APP_BACKEND_FAILURE ? shop : server1;
      server.say(
          Runs.incident(
              State.OPEN,
              category,
              entity,
              List.of("shop"),
              Runs.scope(List.of("a"), List.of()),
              List.of()));
    }
    server.say(incident("bare", 1, State.OPEN, START, "bank"));

    assertThat(ids("?severity=partial"))
        .containsExactly("incident-dns-authoritative-down", "incident-app-backend-failure");
    assertThat(ids("?severity=partial,major&category=app-backend-failure"))
        .containsExactly("incident-app-backend-failure");
    assertThat(ids("?q=NS1.example")).containsExactly("incident-dns-authoritative-down");
    assertThat(ids("?q=title%20shop"))
        .containsExactly("incident-dns-authoritative-down", "incident-app-backend-failure");
    assertThat(ids("?q=bank")).containsExactly("bare");
    assertThat(ids("?q=bank&severity=partial")).isEmpty();
  }

  @Test
  void whatIsSearchedComesInPagesThatFitTogether() throws Exception {
    for (int i = 0; i < 150; i++) {
      server.say(incident("i" + i, 1, State.OPEN, START, i % 50 == 0 ? "shop" : "bank"));
    }
    JsonNode first = server.json("/v1/incidents?q=shop&limit=2");
    JsonNode second =
        server.json("/v1/incidents?q=shop&limit=2&cursor=" + first.path("next").asString());

    assertThat(each(first.path("items"), "id")).containsExactly("i100", "i50");
    assertThat(each(second.path("items"), "id")).containsExactly("i0");
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void aSearchLooksThroughSoManyAtOnceAndSaysWhereToGoOn() throws Exception {
    server.say(incident("old", 1, State.OPEN, START, "shop"));
    for (int i = 0; i < Search.LOOKED_MAX; i++) {
      server.say(incident("i" + i, 1, State.OPEN, START, "bank"));
    }
    JsonNode first = server.json("/v1/incidents?q=shop");

    assertThat(first.path("items").isEmpty()).isTrue();
    assertThat(ids("?q=shop&cursor=" + first.path("next").asString())).containsExactly("old");
  }

  @Test
  void pagesFitTogether() throws Exception {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      server.say(incident(id, 1, State.OPEN, START, "shop"));
    }
    JsonNode first = server.json("/v1/incidents?limit=3");
    JsonNode second = server.json("/v1/incidents?limit=3&cursor=" + first.path("next").asString());

    assertThat(each(first.path("items"), "id")).containsExactly("e", "d", "c");
    assertThat(each(second.path("items"), "id")).containsExactly("b", "a");
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void anIncidentTellsWhenThereWereWhichVersions() throws Exception {
    server.say(incident("a", 1, State.SUSPECTED, START, "shop"));
    server.say(incident("a", 2, State.OPEN, START.plusSeconds(10), "shop"));

    JsonNode incident = server.json("/v1/incidents/a");

    assertThat(incident.path("state").asString()).isEqualTo("open");
    assertThat(each(incident.path("versions"), "version")).containsExactly("1", "2");
    assertThat(each(incident.path("versions"), "state")).containsExactly("suspected", "open");
    assertThat(each(incident.path("versions"), "emittedAt"))
        .containsExactly("2026-03-01T12:00:01.000Z", "2026-03-01T12:00:11.000Z");
  }

  @Test
  void anUnknownIncidentIsAProblemThatNamesIt() throws Exception {
    HttpResponse<String> response = server.get("/v1/incidents/no%22such%3Cid%3E");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    JsonNode problem = Running.parse(response.body());
    assertThat(problem.path("detail").asString()).contains("no\"such<id>");
    assertThat(problem.path("status").asInt()).isEqualTo(404);
    assertThat(server.get("/v1/incidents/nobody/evidence").statusCode()).isEqualTo(404);
  }

  @Test
  void aWrongParameterIsNamedWithItsRule() throws Exception {
    assertWrong("/v1/incidents?limit=1001", "limit", "from 1 to 1000");
    assertWrong("/v1/incidents?limit=0", "limit", "from 1 to 1000");
    assertWrong("/v1/incidents?limit=many", "limit", "whole number");
    assertWrong("/v1/incidents?state=open,ajar", "state", "suspected, open");
    assertWrong("/v1/incidents?severity=bad", "severity", "degraded, partial");
    assertWrong("/v1/incidents?category=bad", "category", "vantage-fault");
    assertWrong("/v1/incidents?since=yesterday", "since", "RFC 3339");
    assertWrong("/v1/incidents?cursor=-1", "cursor", "next");
    assertWrong("/v1/incidents?service=" + "x".repeat(301), "service", "300 characters");
  }

  private void assertWrong(String path, String parameter, String rule) throws Exception {
    HttpResponse<String> response = server.get(path);
    JsonNode problem = Running.parse(response.body());
    assertThat(response.statusCode()).as(path).isEqualTo(400);
    assertThat(problem.path("parameter").asString()).isEqualTo(parameter);
    assertThat(problem.path("rule").asString()).contains(rule);
    assertThat(problem.path("detail").asString()).startsWith(parameter);
  }

  @Test
  void hostileTextStaysInsideItsString() throws Exception {
    String hostile = "</script>\"},\\{\u0000\u202e\r\nevent: x";
    server.say(incident("a", 1, State.OPEN, START, hostile));

    HttpResponse<String> response = server.get("/v1/incidents");

    JsonNode item = Running.parse(response.body()).path("items").path(0);
    assertThat(item.path("services").path(0).asString()).isEqualTo(hostile);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/json");
    assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
  }

  private List<String> ids(String query) throws Exception {
    return each(server.json("/v1/incidents" + query).path("items"), "id");
  }
}
