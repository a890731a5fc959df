package org.plumbline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Change;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Entry;
import org.plumbline.model.Evidence;
import org.plumbline.model.Failure;
import org.plumbline.model.Incident;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Severity;
import org.plumbline.model.Symptom;

class WireTest {
  private static final String MEASUREMENT =
      """
      {"kind":"measurement","id":"home-1:3:9","check":"shop/https","service":"shop","vantage":"home-1",\
      "at":"2024-10-01T11:10:12.345Z","family":4,"depth":"diagnostic","trigger":"failure","run":"r1","observations":[\
      {"step":"dns","resolver":{"id":"isp","address":"192.0.2.53","operator":"Example"},\
      "question":{"name":"shop.example","type":"A"},"rcode":"NOERROR","answers":[{"name":"shop.example","type":"A",\
      "ttl":60,"data":"198.51.100.7","asn":64500,"owner":"Example"}],"ad":false,"ede":[3],"transport":"udp","elapsedMs":12.5},\
      {"step":"delegation","zone":"example","parentServer":{"name":"a.root","address":"192.0.2.1"},"rcode":"NOERROR",\
      "nameservers":["ns1.example"],"ttl":3600,"glue":[{"name":"ns1.example","address":"192.0.2.2"}],"ds":true,"elapsedMs":1},\
      {"step":"authority","zone":"shop.example","server":{"name":"ns1.example","address":"192.0.2.2","asn":64501},\
      "question":{"name":"shop.example","type":"A"},"rcode":"NOERROR","aa":true,"serial":2024100101,\
      "nameservers":["ns1.example"],"dnssec":"insecure","elapsedMs":2},\
      {"step":"tcp","address":"198.51.100.7","asn":64500,"port":443,"elapsedMs":3},\
      {"step":"tls","address":"198.51.100.7","serverName":"shop.example","version":"TLS1.3","chain":[{"subject":"other",\
      "issuer":"CA","names":["other.example"],"notBefore":"2024-01-01T00:00:00.000Z","notAfter":"2025-01-01T00:00:00.000Z",\
      "serial":"0a","sha256":"ff","key":"EC256"}],"elapsedMs":4,"failure":{"layer":"tls","code":"name_mismatch",\
      "raw":"no name matches","also":["expired"]}},\
      {"step":"http","address":"198.51.100.8","url":"https://shop.example/","version":"h1","status":200,"firstByteMs":7,\
      "bytes":5,"headers":{"server":"x"},"elapsedMs":9,"crossover":true},\
      {"step":"traceroute","address":"198.51.100.7","reached":true,"hops":[{"ttl":1,"rttMs":0.25}],"elapsedMs":1,\
      "variation":{"groups":"x25519"}}]}\
      """;

  @Test
  void aMeasurementOfEveryStepIsWrittenAsItWasRead() throws Unreadable {
    assertThat(text(Wire.write(entry(MEASUREMENT)))).isEqualTo(MEASUREMENT);
  }

  @Test
  void theOtherRecordsAreWrittenAsTheyWereRead() throws Unreadable {
    List<String> lines =
        List.of(
            """
            {"kind":"service","id":"shop","name":"Shop","category":"saas","weight":1,"checks":[{"id":"shop/https",\
            "host":"shop.example","port":443,"scheme":"https","path":"/","intervalMs":60000,"timeoutMs":10000,\
            "families":[4,6],"expect":{"status":["200-399","401"],"contains":"Basket"}}],"dependsOn":[{"kind":"cdn","id":"x"}]}\
            """,
            """
            {"kind":"vantage","id":"home-1","network":"eyeball","asn":4294967294,"isp":"Example","city":"Chicago",\
            "region":"US-IL","country":"US","continent":"NA","lat":41.88,"lon":-87.63,"families":[4],\
            "resolvers":[{"id":"isp","address":"192.0.2.53","egress":["192.0.2.54"]}],"standing":"new"}\
            """,
            """
            {"kind":"heartbeat","vantage":"home-1","at":"2024-10-01T11:10:00.000Z","epoch":3,"uptimeMs":1,\
            "anchors":{"tried":5,"ok":5},"mustFail":{"tried":1,"ok":0},"produced":9,"acknowledged":8,"queued":1,\
            "dropped":0,"clockOffsetMs":-3.2,"families":[4],"version":"0.1.0"}\
            """,
            """
            {"kind":"gap","vantage":"home-1","epoch":3,"from":1,"to":5,"count":4,"reason":"spool full",\
            "at":"2024-10-01T11:10:00.000Z"}\
            """,
            """
            {"kind":"route","at":"2024-10-01T11:10:00.000Z","collector":"rrc00","peerAsn":64500,"type":"announce",\
            "prefix":"192.0.2.0/24","path":[64500,4200000000],"originAsn":4200000000,"rpki":"unknown"}\
            """,
            """
            {"kind":"tick","at":"2024-10-01T11:10:10.000Z"}\
            """);
    for (String line : lines) {
      assertThat(text(Wire.write(entry(line)))).isEqualTo(line);
    }
  }

  @Test
  void autonomousSystemsHaveNumbersOfThirtyTwoBits() throws Unreadable {
    for (String asn : List.of("0", "4200000001", "4294967294", "4294967295")) {
      String line =
          MEASUREMENT
              .replace("64500", asn)
              .replace("64501", asn)
              .replace("{\"ttl\":1,", "{\"ttl\":1,\"asn\":" + asn + ",");
      assertThat(text(Wire.write(entry(line)))).isEqualTo(line);
    }
    for (String none : List.of("-1", "4294967296", "18446744073709551616")) {
      assertUnreadable(MEASUREMENT.replace("64501", none), "/observations/2/server/asn must be");
    }
  }

  @Test
  void fieldsInAnotherOrderUnknownFieldsAndNullsChangeNothing() throws Unreadable {
    String odd =
        """
        {"at":"2024-10-01T11:10:10.000Z","future":{"a":[1,{"b":2}]},"receivedAt":null,"kind":"tick"}\
        """;
    assertThat(text(Wire.write(entry(odd))))
        .isEqualTo("{\"kind\":\"tick\",\"at\":\"2024-10-01T11:10:10.000Z\"}");
  }

  @Test
  void aStepOfALaterVersionIsPassedOverAndAnUnknownCodeIsOther() throws Unreadable {
    Measurement read =
        (Measurement)
            entry(
                """
                {"kind":"measurement","id":"a:1:1","check":"c","service":"s","vantage":"a","at":"2024-10-01T11:10:10Z",\
                "depth":"routine","observations":[{"step":"telepathy"},\
                {"step":"tcp","failure":{"layer":"tcp","code":"bored"}}]}\
                """);
    assertThat(read.observations()).hasSize(1);
    assertThat(read.observations().getFirst().failure())
        .isEqualTo(new Failure(Layer.TCP, Code.OTHER, null, List.of(), null));
  }

  @Test
  void whatCannotBeReadSaysWhereAndWhy() {
    assertUnreadable("[]", "not a JSON object");
    assertUnreadable("{\"kind\":\"tick\"", "not JSON");
    assertUnreadable("{\"at\":1}", "/kind is missing");
    assertUnreadable("{\"kind\":\"poem\"}", "unknown kind poem");
    assertUnreadable("{\"kind\":\"tick\"}", "/at is missing");
    assertUnreadable("{\"kind\":\"tick\",\"at\":\"yesterday\"}", "/at must be an RFC 3339 time");
    assertUnreadable("{\"kind\":\"tick\",\"at\":7}", "/at must be a string");
    assertUnreadable(MEASUREMENT + "{}", "something follows");
    assertUnreadable(MEASUREMENT.replace("\"diagnostic\"", "\"deep\""), "/depth is not a word");
    assertUnreadable(
        MEASUREMENT.replace("\"ttl\":60", "\"ttl\":\"x\""),
        "/observations/0/answers/0/ttl must be");
    assertUnreadable("{\"deep\":" + "[".repeat(100), "not JSON");
  }

  private static void assertUnreadable(String line, String reason) {
    assertThatThrownBy(() -> entry(line))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining(reason);
  }

  @Test
  void anIncidentIsReadBackAsItWasWritten() throws Unreadable {
    Incident incident = incident("title", List.of("shop"));
    byte[] line = Wire.write(incident);
    assertThat(text(line)).contains("\"confidence\":0.970").contains("\"nats\":41.200");
    assertThat(Wire.readIncident(line)).isEqualTo(incident);
    assertThat(Wire.read(line)).isEqualTo(new Line.Conclusion("incident"));
  }

  @Test
  void aDigestIsStillAnIncidentAndSaysHowMuchThereIs() throws Unreadable {
    String digest =
        text(
            Wire.writeDigest(
                incident("title", List.of("shop")), "http://h/v1/incidents/i/evidence"));
    Incident read = Wire.readIncident(digest.getBytes(UTF_8));

    assertThat(read.id()).isEqualTo("0123456789abcdef");
    assertThat(read.causes().getFirst().category())
        .isEqualTo(Category.DNS_AUTHORITATIVE_WRONG_DATA);
    assertThat(read.causes().getFirst().evidence()).isEmpty();
    assertThat(digest)
        .contains(
            "\"counts\":{\"services\":1,\"causes\":1,\"evidence\":1,\"failing\":1,\"healthy\":1")
        .contains("\"evidence\":\"http://h/v1/incidents/i/evidence\"");
  }

  @Test
  void aDigestIsSmallWhateverTheNetworkSaid() {
    Incident huge = incident("\u202e\u0007".repeat(50_000), List.of("\ud83d\ude00".repeat(9_000)));

    assertThat(Wire.writeDigest(huge, "http://h/")).hasSizeLessThan(16 * 1024);
  }

  @Test
  void whatCannotBeSeenIsSpeltOut() {
    assertThat(Visible.text("a\r\nBcc: b\u202e\u200b"))
        .isEqualTo("a<U+000D><U+000A>Bcc: b<U+202E><U+200B>");
  }

  @Test
  void durationsKeepTheirFractionsOfAMillisecond() throws Unreadable {
    Measurement read = (Measurement) entry(MEASUREMENT);
    Observation dns = read.observations().getFirst();
    assertThat(dns.attempt().elapsed()).isEqualTo(Duration.ofNanos(12_500_000));
  }

  private static Incident incident(String title, List<String> services) {
    Instant at = Instant.parse("2024-10-01T11:10:10Z");
    Evidence evidence = new Evidence("14 of 41", true, 41.2, List.of("a:1:1"), 14, 41);
    Cause cause =
        new Cause(
            Category.DNS_AUTHORITATIVE_WRONG_DATA,
            Layer.DNS,
            new Entity(Entity.Kind.NAMESERVER, "ns1.example"),
            0.97,
            at,
            List.of(evidence));
    return new Incident(
        "0123456789abcdef",
        3,
        Incident.State.OPEN,
        at,
        at,
        at,
        null,
        title,
        "summary",
        services,
        List.of(new Symptom(Layer.TLS, Code.NAME_MISMATCH)),
        List.of(cause),
        List.of(cause),
        new Incident.Scope(Map.of("country", List.of("US")), List.of("a"), List.of("b")),
        Severity.PARTIAL,
        true,
        true,
        new Incident.View(41, 12),
        List.of(new Change(at, Change.What.ADDRESS, "n", List.of("x"), List.of("y"), List.of())),
        "the test",
        new Incident.ExpectedRecovery(at, "ttl"),
        List.of(new Incident.Moment(at, "opened")),
        null);
  }

  private static Entry entry(String line) throws Unreadable {
    return ((Line.Fact) Wire.read(line.getBytes(UTF_8))).entry();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
