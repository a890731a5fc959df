package org.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.500Z");

  private final Identities identities = new Identities();

  private static Measurement measurement(String id) {
    return new Measurement(
        id, "shop/https", "shop", "home-1", AT, null, Depth.ROUTINE, null, null, null, List.of());
  }

  private static Service service(String name) {
    return new Service("shop", name, null, 1, null, List.of(), List.of());
  }

  @Test
  void aMeasurementIsFoundByItsIdAndByNoOtherSpelling() {
    for (String id : List.of("home-1:1:1", "home-1:2:1", "home-2:1:1", "home-1:1:01", "mine")) {
      assertThat(identities.add(measurement(id))).as(id).isTrue();
      assertThat(identities.add(measurement(id))).as(id).isFalse();
    }
  }

  @Test
  void aGapIsFoundByItsVantageEpochAndFirst() {
    assertThat(identities.add(new Gap("home-1", 1, 4, 9, 6, "spool full", AT))).isTrue();
    assertThat(identities.add(new Gap("home-1", 1, 4, 7, 4, "rejected", AT))).isFalse();
    assertThat(identities.add(new Gap("home-1", 2, 4, 9, 6, "spool full", AT))).isTrue();
  }

  @Test
  void aServiceIsADuplicateOnlyOfTheOneThatStands() {
    assertThat(identities.add(service("Shop"))).isTrue();
    assertThat(identities.add(service("Shop"))).isFalse();
    assertThat(identities.add(service("New shop"))).isTrue();
    assertThat(identities.add(service("Shop"))).isTrue();
  }
}
