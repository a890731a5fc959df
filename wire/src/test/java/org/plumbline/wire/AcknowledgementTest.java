package org.plumbline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Acknowledgement;

class AcknowledgementTest {
  private static final Acknowledgement ANSWER =
      new Acknowledgement(
          7,
          2,
          Map.of(3, "no such check", 11, "not JSON"),
          Map.of("home-1:3", 4L),
          Instant.parse("2026-03-01T12:00:00.500Z"));

  @Test
  void anAnswerIsReadBackAsItWasWritten() throws Unreadable {
    byte[] json = Wire.write(ANSWER);
    assertThat(new String(json, UTF_8))
        .isEqualTo(
            """
            {"accepted":7,"duplicate":2,"rejected":[{"line":3,"reason":"no such check"},\
            {"line":11,"reason":"not JSON"}],"watermark":{"home-1:3":4},"time":"2026-03-01T12:00:00.500Z"}\
            """);
    assertThat(Wire.readAcknowledgement(json)).isEqualTo(ANSWER);
  }

  @Test
  void whatHasNoTimeIsNoAnswer() {
    assertThatThrownBy(() -> Wire.readAcknowledgement("{\"accepted\":1}".getBytes(UTF_8)))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("/time is missing");
    assertThatThrownBy(() -> Wire.readAcknowledgement("<html>".getBytes(UTF_8)))
        .isInstanceOf(Unreadable.class);
  }
}
