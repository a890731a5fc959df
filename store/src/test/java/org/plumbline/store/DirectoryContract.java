package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.store.Facts.heartbeat;
import static org.plumbline.store.Facts.measurement;
import static org.plumbline.store.Facts.service;
import static org.plumbline.store.Facts.vantage;

import org.junit.jupiter.api.Test;
import org.plumbline.model.Logged;

/** What every {@link Directory} says that stands. */
public interface DirectoryContract extends StoreFixture {
  @Test
  default void theNewestRecordOfAServiceAndVantageStands() {
    append(service("shop", "Shop"), service("bank", "Bank"), vantage("home-1", "Chicago"));
    append(service("shop", "New shop"), vantage("home-1", "Boston"), vantage("a", "Oslo"));

    assertThat(store().directory().services())
        .containsExactly(service("bank", "Bank"), service("shop", "New shop"));
    assertThat(store().directory().service("shop")).contains(service("shop", "New shop"));
    assertThat(store().directory().service("none")).isEmpty();
    assertThat(store().directory().vantages())
        .containsExactly(vantage("a", "Oslo"), vantage("home-1", "Boston"));
    assertThat(store().directory().vantage("home-1")).contains(vantage("home-1", "Boston"));
    assertThat(store().directory().vantage("none")).isEmpty();
  }

  @Test
  default void theNewestHeartbeatOfAVantageStands() {
    append(heartbeat("home-1", START), heartbeat("a", START));
    append(heartbeat("home-1", START.plusSeconds(60)));

    assertThat(store().directory().heartbeats())
        .extracting(Logged::entry)
        .containsExactly(heartbeat("a", START), heartbeat("home-1", START.plusSeconds(60)));
    assertThat(store().directory().heartbeat("home-1"))
        .contains(heartbeat("home-1", START.plusSeconds(60)));
    assertThat(store().directory().heartbeat("none")).isEmpty();
  }

  @Test
  default void theVersionOfServicesRisesWithTheirChangesAlone() {
    assertThat(store().directory().servicesVersion()).isZero();
    append(service("shop", "Shop"));
    long first = store().directory().servicesVersion();
    append(service("shop", "Shop"), vantage("home-1", "Oslo"), measurement("home-1", 1, 1));
    long second = store().directory().servicesVersion();
    append(service("bank", "Bank"));

    assertThat(first).isPositive();
    assertThat(second).isEqualTo(first);
    assertThat(store().directory().servicesVersion()).isGreaterThan(second);
  }
}
