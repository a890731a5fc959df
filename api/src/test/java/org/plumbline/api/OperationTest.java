package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.model.Incident;
import org.plumbline.store.Deliveries;
import org.plumbline.store.Facts;
import org.plumbline.store.Judged;
import org.plumbline.store.Outbox;
import tools.jackson.databind.JsonNode;

/** What the one who keeps a server running reads of it. */
@Timeout(60)
class OperationTest {
  private final Running server = new Running();

  @AfterEach
  void stop() {
    server.close();
  }

  private void alert(int version, Incident.State state) {
    server
        .store
        .truth()
        .commit(
            new Judged(
                version,
                Running.START,
                List.of(Facts.incident("a", version, state, Running.START, "shop")),
                List.of(new Judged.Alert("a", version)),
                List.of(),
                Map.of()));
    Outbox.Row row = server.store.outbox().undelivered(0, 10).getLast();
    server
        .store
        .deliveries()
        .plan(
            row,
            List.of(
                new Deliveries.Destination("ops", ""),
                new Deliveries.Destination("mail", "ann@example.org")),
            Running.START);
  }

  private void settle(Deliveries.State state, String problem) {
    Deliveries.Delivery first =
        server.store.deliveries().due("ops", Running.START.plusSeconds(1), 10).getFirst();
    server
        .store
        .deliveries()
        .update(
            new Deliveries.Delivery(
                first.number(),
                first.incident(),
                first.version(),
                first.to(),
                state,
                3,
                first.plannedAt(),
                first.due(),
                problem));
  }

  @Test
  void alertsAreShownWithWhatBecameOfThem() throws Exception {
    alert(1, Incident.State.OPEN);
    settle(Deliveries.State.GIVEN_UP, "answered 410");
    alert(2, Incident.State.RESOLVED);

    JsonNode all = server.json("/v1/alerts").path("items");
    assertThat(Running.each(all, "state"))
        .containsExactly("waiting", "waiting", "waiting", "given_up");
    assertThat(Running.each(all, "recipient"))
        .containsExactly("ann@example.org", "", "ann@example.org", "");
    JsonNode lost = server.json("/v1/alerts?state=given_up").path("items");
    assertThat(Running.each(lost, "problem")).containsExactly("answered 410");
    assertThat(lost.path(0).path("attempts").asInt()).isEqualTo(3);
    assertThat(lost.path(0).has("due")).isFalse();
    assertThat(server.get("/v1/alerts?state=lost").statusCode()).isEqualTo(400);
  }

  @Test
  void pagesOfAlertsFitTogether() throws Exception {
    alert(1, Incident.State.OPEN);
    alert(2, Incident.State.RESOLVED);

    JsonNode first = server.json("/v1/alerts?limit=3");
    JsonNode second = server.json("/v1/alerts?limit=3&cursor=" + first.path("next").asString());
    assertThat(Running.each(first.path("items"), "number")).hasSize(3);
    assertThat(second.path("items").path(0).path("number").asInt()).isEqualTo(1);
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void readyIsSaidOnlyWhenNothingHinders() throws Exception {
    assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
    server.operation.hindrance = "the engine has judged 5 of 9 entries";

    assertThat(server.get("/readyz").statusCode()).isEqualTo(503);
    assertThat(server.get("/readyz").body()).contains("the engine has judged 5 of 9 entries");
    assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(server.get("/metrics").body()).contains("\nplumbline_ready 0\n");
  }

  @Test
  void metricsAreInTheTextFormatOfPrometheus() throws Exception {
    server.append(Facts.service("shop", "Shop"), Facts.vantage("home-1", "Oslo"));
    server.append(Facts.heartbeat("home-1", Running.START), Facts.measurement("home-1", 1, 1));
    alert(1, Incident.State.OPEN);

    String metrics = server.get("/metrics").body();
    assertThat(server.get("/metrics").headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics)
        .contains("# TYPE plumbline_test_seconds histogram\n")
        .contains("plumbline_test_seconds_bucket{le=\"0.01\"} 1\n")
        .contains("plumbline_test_seconds_bucket{le=\"1\"} 3\n")
        .contains("plumbline_test_seconds_bucket{le=\"+Inf\"} 6\n")
        .contains("plumbline_test_seconds_sum 12.5\n")
        .contains("plumbline_test_seconds_count 6\n")
        .contains("\nplumbline_ready 1\n")
        .contains("\nplumbline_log_end_entries 4\n")
        .contains("\nplumbline_engine_committed_entries 1\n")
        .contains("plumbline_incidents_open{severity=\"undetermined\"} 1\n")
        .contains("plumbline_alert_deliveries{state=\"waiting\"} 2\n")
        .contains("plumbline_alert_deliveries{state=\"given_up\"} 0\n")
        .contains("plumbline_agents{state=\"healthy\"} 1\n")
        .contains("plumbline_services{state=\"undetermined\"} 1\n");
    assertThat(metrics.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? [-+0-9.E]+"));
  }

  @Test
  void aServiceOfWhichNothingIsKnownIsNeitherUpNorDown() throws Exception {
    server.append(Facts.service("shop", "Shop"), Facts.vantage("home-1", "Oslo"));
    server.append(Facts.heartbeat("home-1", Running.START));
    assertThat(server.get("/metrics").body()).doesNotContain("plumbline_service_healthy{");

    server.append(Facts.measurement("home-1", 1, 1));
    assertThat(server.get("/metrics").body())
        .contains("plumbline_service_healthy{service=\"shop\"} 1\n");
    server.clock.move(Duration.ofDays(1));
    assertThat(server.get("/metrics").body()).doesNotContain("plumbline_service_healthy{");
  }
}
