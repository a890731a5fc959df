package org.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementIdTest {
  @Test
  void anIdIsVantageEpochAndSequence() {
    assertThat(MeasurementId.parse("us-chi-1:3:918273"))
        .contains(new MeasurementId("us-chi-1", 3, 918273));
    assertThat(new MeasurementId("us-chi-1", 3, 918273)).hasToString("us-chi-1:3:918273");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a:1", "a:1:2:3", "A:1:2", "a:01:2", "a:1:-2", "a:1:9999999999999999999"})
  void anotherSpellingIsNoId(String text) {
    assertThat(MeasurementId.parse(text)).isEmpty();
  }
}
