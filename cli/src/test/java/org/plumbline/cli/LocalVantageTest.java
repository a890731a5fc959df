package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.config.Configuration;
import org.plumbline.model.Family;
import org.plumbline.model.Vantage;

final class LocalVantageTest {
  private static final Configuration.Whereabouts NOTHING_SAID =
      new Configuration.Whereabouts(null, null, null, null, null, null, null, null, null);

  private static LocalVantage in(String zone, Configuration.Whereabouts said) {
    return LocalVantage.of(said, List.of(), Set.of(Family.V6, Family.V4), ZoneId.of(zone));
  }

  @Test
  void withoutAWordItIsPlacedByItsTimeZone() {
    LocalVantage local = in("America/Sao_Paulo", NOTHING_SAID);
    Vantage vantage = local.vantage();
    assertThat(vantage.id()).isEqualTo("here");
    assertThat(vantage.country()).isEqualTo("BR");
    assertThat(vantage.continent()).isEqualTo("SA");
    assertThat(vantage.lat()).isBetween(-24.0, -23.0);
    assertThat(vantage.lon()).isBetween(-47.0, -46.0);
    assertThat(vantage.families()).containsExactly(Family.V4, Family.V6);
    assertThat(local.placedBy()).isEqualTo("placed by the time zone America/Sao_Paulo");
  }

  @Test
  void aTimeZoneWithoutACityPlacesNothing() {
    LocalVantage local = in("Etc/UTC", NOTHING_SAID);
    assertThat(local.vantage().country()).isNull();
    assertThat(local.vantage().lat()).isNull();
    assertThat(local.placedBy()).isEqualTo("unplaced");
  }

  @Test
  void whatTheConfigurationSaysStandsAlone() {
    LocalVantage local =
        in(
            "Asia/Tokyo",
            new Configuration.Whereabouts(
                "home-1", "eyeball", 64500L, "Some Isp", "Chicago", "US-IL", "US", null, null));
    assertThat(local.vantage().country()).isEqualTo("US");
    assertThat(local.vantage().lat()).isNull();
    assertThat(local.placedBy()).isEqualTo("placed by the configuration");
  }
}
