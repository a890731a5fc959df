package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.store.Facts.incident;
import static org.plumbline.store.Facts.measurement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Incident;

/** How every store lets go of what is old, and of nothing else. */
public interface RetentionContract extends StoreFixture {
  Duration DAY = Duration.ofDays(1);
  Retention.Periods PERIODS = new Retention.Periods(DAY, DAY.multipliedBy(10));

  private void commit(long cursor, Incident... incidents) {
    store()
        .truth()
        .commit(new Judged(cursor, START, List.of(incidents), List.of(), List.of(), Map.of()));
  }

  /** Takes all steps there are. */
  private void sweep(long restartsFrom) {
    Retention retention = new Retention(store(), PERIODS, () -> restartsFrom, clock());
    int steps = 0;
    while (retention.step()) {
      assertThat(++steps).isLessThan(1_000);
    }
  }

  private List<String> measurements() {
    return store()
        .measurements()
        .find(Measurements.Filter.ALL, Measurements.NEWEST, PAGE)
        .measurements()
        .stream()
        .map(logged -> ((org.plumbline.model.Measurement) logged.entry()).id())
        .toList();
  }

  @Test
  default void measurementsOlderThanTheyAreKeptGoAndYoungerOnesStay() {
    append(measurement("home-1", 1, 1), measurement("home-1", 1, 2));
    clock().move(DAY.minusSeconds(1));
    append(measurement("home-1", 1, 3));
    clock().move(Duration.ofSeconds(2));
    append(measurement("home-1", 1, 4));
    long end = store().log().end();
    commit(end);

    sweep(end);

    assertThat(measurements()).containsExactly("home-1:1:4", "home-1:1:3");
    assertThat(store().measurements().byId("home-1:1:1")).isEmpty();
    assertThat(store().measurements().byId("home-1:1:3")).isPresent();
    assertThat(store().log().end()).isEqualTo(end);
    assertThat(store().log().read(0, PAGE).next()).isEqualTo(end);
    assertThat(store().log().read(end, PAGE).entries()).isEmpty();
  }

  @Test
  default void whatIsGoneIsNotTakenInAgain() {
    append(measurement("home-1", 1, 2), measurement("home-1", 1, 3));
    clock().move(DAY.multipliedBy(2));
    append(measurement("home-1", 1, 4));
    commit(store().log().end());
    assertThat(store().log().watermark("home-1", 1)).isZero();

    sweep(Long.MAX_VALUE);

    assertThat(store().log().watermark("home-1", 1)).isEqualTo(4);
    assertThat(
            append(
                measurement("home-1", 1, 1),
                measurement("home-1", 1, 2),
                measurement("home-1", 1, 4),
                measurement("home-1", 1, 5)))
        .containsExactly(Receipt.DUPLICATE, Receipt.DUPLICATE, Receipt.DUPLICATE, Receipt.STORED);
    assertThat(store().log().watermark("home-1", 1)).isEqualTo(5);
  }

  @Test
  default void neitherWhatIsNotJudgedGoesNorWhatARestartReads() {
    append(measurement("home-1", 1, 1));
    long judged = store().log().end();
    clock().move(Duration.ofSeconds(1));
    append(measurement("home-1", 1, 2));
    clock().move(DAY.multipliedBy(2));
    append(measurement("home-1", 1, 3));

    sweep(Long.MAX_VALUE);
    assertThat(measurements()).hasSize(3);
    commit(judged);
    sweep(judged - 1);
    assertThat(measurements()).hasSize(3);
    sweep(Long.MAX_VALUE);
    assertThat(measurements()).containsExactly("home-1:1:3", "home-1:1:2");
  }

  @Test
  default void theNewestEntryStaysSoThatThePlacesGoOn() {
    append(measurement("home-1", 1, 1));
    clock().move(Duration.ofSeconds(1));
    append(measurement("home-1", 1, 2));
    commit(2);
    clock().move(DAY.multipliedBy(2));

    sweep(Long.MAX_VALUE);

    assertThat(measurements()).containsExactly("home-1:1:2");
    assertThat(store().log().end()).isEqualTo(2);
  }

  @Test
  default void anIncidentThatHasNotEndedHoldsWhatItsEvidenceNeeds() {
    append(measurement("home-1", 1, 1));
    clock().move(Duration.ofHours(3));
    append(measurement("home-1", 1, 2));
    Instant started = clock().instant();
    clock().move(DAY.multipliedBy(3));
    append(measurement("home-1", 1, 3));
    long end = store().log().end();
    commit(end, incident("a", 1, Incident.State.OPEN, started, "shop"));

    sweep(end);
    assertThat(measurements()).contains("home-1:1:2").doesNotContain("home-1:1:1");

    append(measurement("home-1", 1, 4));
    commit(store().log().end(), incident("a", 2, Incident.State.RESOLVED, started, "shop"));
    sweep(Long.MAX_VALUE);
    assertThat(measurements()).containsExactly("home-1:1:4", "home-1:1:3");
  }

  @Test
  default void whatStandsStandsAlsoWhenItsLineIsGone() {
    append(Facts.service("shop", "Shop"), Facts.vantage("home-1", "Chicago"));
    clock().move(DAY.multipliedBy(2));
    append(measurement("home-1", 1, 1));
    commit(store().log().end());

    sweep(Long.MAX_VALUE);

    assertThat(entries()).doesNotContain(Facts.service("shop", "Shop"));
    assertThat(store().directory().service("shop")).isPresent();
    assertThat(append(Facts.service("shop", "Shop"))).containsExactly(Receipt.DUPLICATE);
  }

  @Test
  default void endedIncidentsGoWithTheirVersionsAndAlertsAndNumbersGoOn() {
    alerted("old", 1, Incident.State.OPEN);
    alerted("old", 2, Incident.State.RESOLVED);
    alerted("alive", 1, Incident.State.OPEN);
    clock().move(DAY.multipliedBy(11));
    long change = store().incidents().lastChange();

    sweep(Long.MAX_VALUE);

    assertThat(store().incidents().newest("old")).isEmpty();
    assertThat(store().incidents().history("old")).isEmpty();
    assertThat(store().incidents().newest("alive")).isPresent();
    assertThat(store().incidents().lastChange()).isEqualTo(change);
    assertThat(store().deliveries().told("old", "ops")).isEmpty();
    assertThat(store().deliveries().told("alive", "ops")).isPresent();
    assertThat(store().incidents().changes(0, PAGE)).hasSize(1);
  }

  @Test
  default void alertsGoAfterAWhileButNotThoseOfAnIncidentThatHasNotEnded() {
    alerted("alive", 1, Incident.State.OPEN);
    alerted("old", 1, Incident.State.RESOLVED);
    alerted("last", 1, Incident.State.OPEN);

    assertThat(store().deliveries().forget(START.plusSeconds(1), PAGE)).isEqualTo(1);
    assertThat(store().deliveries().forget(START.plusSeconds(1), PAGE)).isZero();
    assertThat(store().deliveries().told("old", "ops")).isEmpty();
    assertThat(store().deliveries().told("alive", "ops")).isPresent();
    assertThat(store().deliveries().tally())
        .containsExactly(Map.entry(Deliveries.State.DELIVERED, 2L));
  }

  /** Commits a version whose alert is delivered. */
  private void alerted(String id, int version, Incident.State state) {
    store()
        .truth()
        .commit(
            new Judged(
                store().truth().cursor() + 1,
                START,
                List.of(incident(id, version, state, START, "shop")),
                List.of(new Judged.Alert(id, version)),
                List.of(),
                Map.of()));
    Outbox.Row row = store().outbox().undelivered(0, PAGE).getLast();
    store().deliveries().plan(row, List.of(new Deliveries.Destination("ops", "")), START);
    Deliveries.Delivery made = store().deliveries().due("ops", START, PAGE).getLast();
    store()
        .deliveries()
        .update(
            new Deliveries.Delivery(
                made.number(),
                id,
                version,
                made.to(),
                Deliveries.State.DELIVERED,
                1,
                START,
                START,
                null));
  }
}
