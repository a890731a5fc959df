package org.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.api.Running.each;
import static org.plumbline.api.Runs.OK;
import static org.plumbline.api.Runs.REFUSED;
import static org.plumbline.api.Runs.heartbeat;
import static org.plumbline.api.Runs.run;
import static org.plumbline.store.Facts.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Certificate;
import org.plumbline.model.Code;
import org.plumbline.model.Depth;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.model.Trigger;
import org.plumbline.model.Vantage;
import tools.jackson.databind.JsonNode;

/** What is seen of a service, and what it is seen to depend on. */
@Timeout(60)
class SeenTest {
  private static final Outcome WRONG_NAME = Runs.failed(Layer.TLS, Code.NAME_MISMATCH);
  private static final Instant EXPIRY = Instant.parse("2026-06-01T00:00:00.000Z");

  private final Running server = new Running();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void layersCountVantagesAndTheFailingLayerHidesWhatLiesBeyond() throws Exception {
    server.append(service("shop", "Shop"));
    server.append(vantage("a", "IT", "Uno"), vantage("b", "NO", "Due"), vantage("c", "NO", "Due"));
    alive("a", "b", "c");
    server.append(visit("a:1:1", OK), visit("b:1:1", WRONG_NAME), visit("c:1:1", OK));

    JsonNode seen = seen();

    assertThat(seen.path("vantages").asInt()).isEqualTo(3);
    assertThat(seen.path("failing").asInt()).isEqualTo(1);
    assertThat(each(seen.path("layers"), "layer")).containsExactly("ip", "dns", "tcp", "tls");
    assertThat(each(seen.path("layers"), "ok")).containsExactly("3", "3", "3", "2");
    assertThat(each(seen.path("layers"), "failing")).containsExactly("0", "0", "0", "1");
    assertThat(seen.path("layers").path(3).path("code").asString()).isEqualTo("name_mismatch");
    assertThat(each(seen.path("countries"), "value")).containsExactly("NO", "IT");
    assertThat(each(seen.path("networks"), "failing")).containsExactly("1", "0");
    assertThat(each(seen.path("resolvers"), "vantages")).containsExactly("3");
    assertThat(each(seen.path("latest"), "state")).containsExactly("ok", "fail", "ok");
    assertThat(seen.path("latest").path(1).path("measurement").asString()).isEqualTo("b:1:1");
  }

  @Test
  void theNewestScheduledRunIsHowItIs() throws Exception {
    server.append(service("shop", "Shop"), vantage("a", "IT", "Uno"));
    alive("a");
    server.append(visit("a:1:1", WRONG_NAME));
    server.clock.move(Duration.ofMinutes(1));
    server.append(visit("a:1:2", OK));
    server.append(run("a:1:3", now(), Depth.ROUTINE, Trigger.RECHECK, REFUSED));

    assertThat(seen().path("failing").asInt()).isZero();
    server.clock.move(Duration.ofMinutes(4));
    alive("a");
    assertThat(seen().path("vantages").asInt()).as("three intervals later").isZero();
  }

  @Test
  void whoIsBlindIsCountedApart() throws Exception {
    server.append(service("shop", "Shop"), vantage("a", "IT", "Uno"), vantage("b", "NO", "Due"));
    server.append(heartbeat("a", now(), 5, Duration.ZERO), heartbeat("b", now(), 0, Duration.ZERO));
    server.append(visit("a:1:1", OK), visit("b:1:1", REFUSED));

    JsonNode seen = seen();

    assertThat(seen.path("vantages").asInt()).isEqualTo(1);
    assertThat(seen.path("failing").asInt()).isZero();
    assertThat(seen.path("blind").asInt()).isEqualTo(1);
  }

  @Test
  void dependenciesAreLearnedFromWhatWasMet() throws Exception {
    server.append(service("shop", "Shop"));
    server.append(visit("a:1:1", OK), visit("b:1:1", WRONG_NAME));

    JsonNode learned = server.json("/v1/services/shop").path("learned");

    assertThat(learned.valueStream().map(it -> it.path("kind").asString() + " " + id(it)).toList())
        .containsExactly(
            "zone edge.example.net",
            "zone example.com",
            "nameserver ns1.example.com",
            "nameserver ns2.example.com",
            "address 192.0.2.1",
            "asn 64500",
            "certificate aa",
            "issuer Example CA");
    assertThat(each(learned, "vantages")).containsExactly("2", "2", "2", "2", "2", "2", "1", "1");
    assertThat(learned.path(4).path("name").asString()).isEqualTo("Example Hosting");
    assertThat(learned.path(6).path("name").asString()).isEqualTo("www.example.com");
    assertThat(learned.path(6).path("notAfter").asString()).isEqualTo("2026-06-01T00:00:00.000Z");
  }

  @Test
  void whatIsReadIsBounded() throws Exception {
    server.append(service("shop", "Shop"), vantage("a", "IT", "Uno"));
    alive("a");
    for (int i = 1; i <= Lately.READ_MAX; i++) {
      server.append(run("a:1:" + i, now(), Depth.ROUTINE, Trigger.SCHEDULE, OK));
    }
    Instant then = now();
    server.clock.move(Duration.ofSeconds(1));
    server.append(run("a:1:9999", now(), Depth.ROUTINE, Trigger.SCHEDULE, REFUSED));

    JsonNode seen = seen();

    assertThat(seen.path("failing").asInt()).isEqualTo(1);
    assertThat(Instant.parse(seen.path("from").asString())).isAfter(then.minusSeconds(60));
  }

  private static String id(JsonNode entity) {
    return entity.path("id").asString();
  }

  private JsonNode seen() throws Exception {
    return server.json("/v1/services/shop").path("seen");
  }

  private Instant now() {
    return server.clock.instant();
  }

  private void alive(String... vantages) {
    for (String vantage : vantages) {
      server.append(heartbeat(vantage, now(), 5, Duration.ZERO));
    }
  }

  private static Vantage vantage(String id, String country, String isp) {
    return new Vantage(
        id,
        "eyeball",
        64496L,
        isp,
        null,
        null,
        country,
        null,
        null,
        null,
        List.of(Family.V4),
        List.of(),
        null,
        Vantage.Standing.TRUSTED);
  }

  /** A visit through an alias, with the walk that a diagnostic run adds. */
  private Measurement visit(String id, Outcome handshake) {
    Question question = new Question("www.example.com", "A", "IN");
    List<Answer> answers =
        List.of(
            new Answer("www.example.com", "CNAME", 60, "shop.edge.example.net", null, null),
            new Answer("shop.edge.example.net", "A", 60, "192.0.2.1", 64500L, "Example Hosting"));
    Certificate leaf =
        new Certificate("www.example.com", "Example CA", List.of(), null, EXPIRY, null, "aa", null);
    return new Measurement(
        id,
        "shop/https",
        "shop",
        id.substring(0, id.indexOf(':')),
        now(),
        Family.V4,
        Depth.DIAGNOSTIC,
        Trigger.SCHEDULE,
        null,
        null,
        List.of(
            new Observation.Dns(
                ok(),
                new Resolver("isp", "198.51.100.1", "Uno"),
                question,
                "NOERROR",
                answers,
                null,
                List.of(),
                null,
                null),
            new Observation.Tcp(ok(), "192.0.2.1", 64500L, 443),
            new Observation.Tls(
                new Attempt(Duration.ofMillis(9), handshake),
                "192.0.2.1",
                "www.example.com",
                false,
                null,
                null,
                null,
                List.of(leaf),
                null),
            cut("com", List.of("a.tld.example")),
            cut("example.com", List.of("ns1.example.com", "ns2.example.com")),
            new Observation.Authority(
                ok(),
                "example.com",
                new NameServer("ns1.example.com", "192.0.2.53"),
                question,
                "NOERROR",
                true,
                answers,
                1L,
                List.of(),
                null,
                null)));
  }

  private static Observation cut(String zone, List<String> servers) {
    return new Observation.Delegation(
        ok(),
        zone,
        new NameServer("parent.example", null),
        "NOERROR",
        servers,
        60,
        List.of(),
        null);
  }

  private static Attempt ok() {
    return new Attempt(Duration.ofMillis(9), OK, false, Map.of());
  }
}
