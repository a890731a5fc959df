package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {
  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "60s,PT60S", "5m,PT5M", "2h,PT2H", "30d,PT720H", "5y,PT43800H"})
  void durationsHaveAUnit(String text, Duration duration) {
    assertThat(Quantity.duration(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 m", "-5m", "1.5h", "5w", "99999999999s"})
  void anythingElseIsNoDuration(String text) {
    assertThat(Quantity.duration(text)).isEmpty();
  }

  @Test
  void sizesCountInThousandsOrIn1024() {
    assertThat(Quantity.size("512")).contains(512L);
    assertThat(Quantity.size("16kB")).contains(16_000L);
    assertThat(Quantity.size("8MiB")).contains(8_388_608L);
    assertThat(Quantity.size("8 MiB")).isEmpty();
  }

  @Test
  void sharesArePercent() {
    assertThat(Quantity.share("0.6%")).contains(0.006);
    assertThat(Quantity.share("100%")).contains(1.0);
    assertThat(Quantity.share("101%")).isEmpty();
    assertThat(Quantity.share("0.6")).isEmpty();
  }
}
