package org.plumbline.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Failure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How often our judge agrees with C2SP's x509-limbo, of the cases about servers. */
@Tag("shared")
class LimboTest {
  /** Of 197. The JDK's own trust manager agrees on 122. */
  private static final int AGREED_MIN = 131;

  /** The moment where a case names none. */
  private static final Instant NOW = Instant.parse("2024-10-01T00:00:00Z");

  @Test
  void theJudgeAgreesWithTheSuiteMoreOftenThanTheJdk() throws IOException {
    Path file = Path.of(System.getProperty("plumb.shared", ""), "suites", "x509-limbo.json");
    JsonNode suite = JsonMapper.shared().readTree(Files.readString(file));
    int agreed = 0;
    Map<String, String> wrong = new TreeMap<>();
    for (JsonNode each : suite.get("testcases")) {
      if (!each.get("validation_kind").asString().equals("SERVER")) {
        continue;
      }
      boolean expected = each.get("expected_result").asString().equals("SUCCESS");
      String got = judge(each);
      if (got.isEmpty() == expected) {
        agreed++;
      } else {
        wrong.put(each.get("id").asString(), expected ? got : "accepted");
      }
    }
    assertThat(agreed)
        .as("agreed of " + (agreed + wrong.size()) + "; not on " + wrong)
        .isGreaterThanOrEqualTo(AGREED_MIN);
  }

  private static String judge(JsonNode each) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      chain.addAll(TrustStore.pem(each.get("peer_certificate").asString()).anchors());
      for (JsonNode sent : each.get("untrusted_intermediates")) {
        chain.addAll(TrustStore.pem(sent.asString()).anchors());
      }
      List<X509Certificate> anchors = new ArrayList<>();
      for (JsonNode anchor : each.get("trusted_certs")) {
        anchors.addAll(TrustStore.pem(anchor.asString()).anchors());
      }
      JsonNode time = each.get("validation_time");
      Instant at = time.isNull() ? NOW : OffsetDateTime.parse(time.asString()).toInstant();
      JsonNode peer = each.get("expected_peer_name");
      String name = peer.isNull() ? "" : peer.get("value").asString();
      Optional<Failure> failure = new ChainJudge(new TrustStore(anchors)).judge(chain, name, at);
      return failure.map(f -> f.code().word() + ": " + f.raw()).orElse("");
    } catch (IllegalArgumentException e) {
      return "unreadable: " + e.getMessage();
    }
  }
}
