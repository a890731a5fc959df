package org.plumbline.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.collector.Collector.ADMIN;
import static org.plumbline.collector.Collector.INGEST;
import static org.plumbline.collector.Collector.OTHER;
import static org.plumbline.collector.Collector.READ;
import static org.plumbline.store.Facts.gap;
import static org.plumbline.store.Facts.heartbeat;
import static org.plumbline.store.Facts.measurement;
import static org.plumbline.store.Facts.route;
import static org.plumbline.store.Facts.service;
import static org.plumbline.store.Facts.vantage;
import static org.plumbline.store.StoreFixture.START;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Entry;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Vantage;
import org.plumbline.owners.Owner;
import org.plumbline.owners.Owners;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.TestClock;

class MeasurementsTest {
  private static final int ALL = 1_000;

  private final TestClock clock = new TestClock(START);
  private final Collector collector = Collector.of(new MemoryStore(clock), clock);

  @AfterEach
  void close() {
    collector.close();
  }

  private List<Entry> stored() {
    return collector.store.log().read(0, ALL).entries().stream().map(Logged::entry).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aPostOfAllKindsIsStoredAndAnsweredWithItsWatermark() {
    HttpResponse<String> answer =
        collector.post(
            INGEST,
            measurement("home-1", 3, 1),
            measurement("home-1", 3, 2),
            gap("home-1", 3, 3, 4),
            heartbeat("home-1", START),
            route("192.0.2.0/24"),
            vantage("home-1", "Oslo"),
            service("shop", "Shop"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"accepted":7,"duplicate":0,"rejected":[],"watermark":{"home-1:1":0,"home-1:3":4},\
            "time":"2026-03-01T12:00:01.000Z"}\
            """);
    assertThat(stored()).hasSize(7);
  }

  @Test
  void aPostSentAgainIsAllDuplicates() {
    Entry[] post = {
      service("shop", "Shop"), vantage("home-1", "Oslo"), measurement("home-1", 1, 1)
    };
    collector.post(INGEST, post);

    assertThat(collector.post(INGEST, post).body())
        .startsWith(
            "{\"accepted\":0,\"duplicate\":3,\"rejected\":[],\"watermark\":{\"home-1:1\":1}");
    assertThat(stored()).hasSize(3);
  }

  @Test
  void badLinesAreRejectedByNumberAndTheOthersAreStored() {
    String body =
        Collector.lines(service("shop", "Shop"), vantage("home-1", "Oslo"))
            + "not json\n\n"
            + Collector.lines(
                measurement("nobody", 1, 1),
                measurement("bank", "home-1", 1, 2),
                measurement("home-1", 1, 3))
            + "{\"kind\":\"incident\"}\n{\"kind\":\"tick\",\"at\":\"2026-03-01T12:00:00.000Z\"}\n"
            + Collector.lines(gap("home-1", 1, 9, 2));
    HttpResponse<String> answer = collector.post(INGEST, bytes(body));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith(
            "{\"accepted\":3,\"duplicate\":0,\"rejected\":[{\"line\":3,\"reason\":\"not JSON")
        .contains("{\"line\":5,\"reason\":\"unknown vantage nobody\"}")
        .contains("{\"line\":6,\"reason\":\"unknown check bank/https of service bank\"}")
        .contains("{\"line\":8,\"reason\":\"a record of kind incident is no fact\"}")
        .contains("{\"line\":9,\"reason\":\"ticks are written by the server\"}")
        .contains("{\"line\":10,\"reason\":\"a gap goes");
    assertThat(stored()).endsWith(measurement("home-1", 1, 3)).hasSize(3);
  }

  @Test
  void anIdThatNamesAnotherVantageIsRejected() {
    Measurement forged = measurement("home-1", 1, 1);
    String body =
        Collector.lines(
                service("shop", "Shop"), vantage("home-1", "Oslo"), vantage("home-2", "Oslo"))
            + Collector.lines(forged).replace("\"vantage\":\"home-1\"", "\"vantage\":\"home-2\"");

    assertThat(collector.post(INGEST, bytes(body)).body())
        .contains("{\"line\":4,\"reason\":\"id and vantage name different vantages\"}");
  }

  @Test
  void receivedAtIsTheServersWhateverTheSenderWrote() {
    String line =
        Collector.lines(service("shop", "Shop"))
            .replace("{\"kind\"", "{\"receivedAt\":\"2001-01-01T00:00:00.000Z\",\"kind\"");
    collector.post(INGEST, bytes(line));

    assertThat(collector.store.log().read(0, ALL).entries())
        .containsExactly(new Logged(START, service("shop", "Shop")));
  }

  @Test
  void aBodyMayBeGzip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes(Collector.lines(service("shop", "Shop"))));
    }
    HttpResponse<String> answer =
        collector.post(
            INGEST,
            packed.toByteArray(),
            "Content-Type",
            "application/x-ndjson",
            "Content-Encoding",
            "gzip");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(stored()).containsExactly(service("shop", "Shop"));
  }

  @Test
  void aBodyThatUnpacksTooLargeIsRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] blank = new byte[1 << 16];
      Arrays.fill(blank, (byte) '\n');
      for (int i = 0; i < 200; i++) {
        gzip.write(blank);
      }
    }

    assertThat(collector.post(INGEST, packed.toByteArray()).statusCode()).isEqualTo(413);
  }

  @Test
  void aBodyOrLineOverItsBoundIsRefused() {
    byte[] line = new byte[(1 << 20) + 1];
    Arrays.fill(line, (byte) ' ');
    HttpResponse<String> tooLong = collector.post(INGEST, line);
    byte[] body = new byte[Body.BYTES_MAX + 1];
    Arrays.fill(body, (byte) '\n');
    HttpResponse<String> tooLarge = collector.post(INGEST, body);

    assertThat(tooLong.statusCode()).isEqualTo(413);
    assertThat(tooLong.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(tooLong.body()).contains("\"status\":413").contains("line 1 is over");
    assertThat(tooLarge.statusCode()).isEqualTo(413);
  }

  @Test
  void anotherFormatIsRefusedAndABrokenOneIsSaid() {
    assertThat(
            collector
                .post(INGEST, bytes("x"), "Content-Type", "application/x-protobuf")
                .statusCode())
        .isEqualTo(415);
    byte[] cut = {0x1f, (byte) 0x8b, 8, 0, 0};
    assertThat(collector.post(INGEST, cut).statusCode()).isEqualTo(400);
  }

  @Test
  void whoHasNoTokenOfTheRightScopeIsRefused() {
    HttpResponse<String> nobody = collector.post("wrong", service("shop", "Shop"));
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(collector.post("old", service("shop", "Shop")).statusCode()).isEqualTo(401);
    assertThat(collector.post(READ, service("shop", "Shop")).statusCode()).isEqualTo(403);
    assertThat(stored()).isEmpty();
  }

  @Test
  void aTokenReportsOnlyForVantagesThatItIntroduced() {
    collector.post(INGEST, service("shop", "Shop"), vantage("home-1", "Oslo"));

    assertThat(collector.post(OTHER, measurement("home-1", 1, 1)).body())
        .contains("vantage home-1 belongs to another token");
    assertThat(collector.post(OTHER, vantage("home-1", "Rome")).body())
        .contains("vantage home-1 belongs to another token");
    assertThat(collector.post(ADMIN, measurement("home-1", 1, 1)).body())
        .contains("\"accepted\":1");
    assertThat(collector.post(INGEST, measurement("home-1", 1, 2)).body())
        .contains("\"accepted\":1");
  }

  @Test
  void aVantageGivesItselfNoStanding() {
    String quarantined =
        Collector.lines(vantage("home-1", "Oslo"))
            .replace("\"city\"", "\"standing\":\"quarantined\",\"city\"");
    collector.post(ADMIN, bytes(quarantined));
    assertThat(standing()).contains(Vantage.Standing.QUARANTINED);

    collector.post(INGEST, vantage("home-1", "Bergen"));
    assertThat(standing()).contains(Vantage.Standing.QUARANTINED);
  }

  private Optional<Vantage.Standing> standing() {
    return collector.store.directory().vantage("home-1").map(Vantage::standing);
  }

  @Test
  void ownersOfAddressesAreFilledInBeforeTheAppend() {
    List<Set<String>> asked = new ArrayList<>();
    Owners owners =
        new Owners() {
          @Override
          public Map<String, Owner> of(Set<String> addresses) {
            asked.add(addresses);
            return Map.of("192.0.2.1", new Owner(64500, "Example"));
          }

          @Override
          public void close() {}
        };
    try (Collector enriching = new Collector(new MemoryStore(clock), owners, clock)) {
      enriching.post(
          ADMIN,
          service("shop", "Shop"),
          vantage("home-1", "Oslo"),
          measurement("home-1", 1, 1),
          measurement("home-1", 1, 2));

      assertThat(asked).containsExactly(Set.of("192.0.2.1"));
      Logged logged = enriching.store.measurements().byId("home-1:1:1").orElseThrow();
      Observation observation = ((Measurement) logged.entry()).observations().getFirst();
      assertThat(((Observation.Tcp) observation).asn()).isEqualTo(64500L);
    }
  }
}
