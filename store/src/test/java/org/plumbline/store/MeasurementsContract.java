package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.store.Facts.heartbeat;
import static org.plumbline.store.Facts.measurement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;

/** What every {@link Measurements} finds. */
public interface MeasurementsContract extends StoreFixture {
  /** More measurements than a store looks through for one page. */
  int BUSY = 10_100;

  private List<String> ids(Measurements.Page page) {
    return page.measurements().stream().map(it -> ((Measurement) it.entry()).id()).toList();
  }

  private Measurements.Page find(Measurements.Filter filter) {
    return store().measurements().find(filter, Measurements.NEWEST, PAGE);
  }

  @Test
  default void aMeasurementIsFoundByItsId() {
    append(measurement("home-1", 1, 1), measurement("home-1", 1, 2));

    assertThat(store().measurements().byId("home-1:1:2"))
        .contains(new Logged(START, measurement("home-1", 1, 2)));
    assertThat(store().measurements().byId("home-1:1:3")).isEmpty();
    assertThat(store().measurements().byId("home-1:2:1")).isEmpty();
    assertThat(store().measurements().byId("nonsense")).isEmpty();
  }

  @Test
  default void numbersOfNetworksKeepAllTheirThirtyTwoBits() {
    Measurement low = Facts.connected("home-1:1:1", 4_200_000_001L);
    Measurement high = Facts.connected("home-1:1:2", 4_294_967_294L);
    append(low, high);

    assertThat(store().measurements().byId("home-1:1:1")).contains(new Logged(START, low));
    assertThat(store().measurements().byId("home-1:1:2")).contains(new Logged(START, high));
  }

  @Test
  default void measurementsAreFoundByServiceVantageAndTimeNewestFirst() {
    append(measurement("shop", "home-1", 1, 1), measurement("bank", "home-1", 1, 2));
    append(measurement("shop", "home-2", 1, 1), heartbeat("home-2", START));
    clock().move(Duration.ofSeconds(5));
    append(measurement("shop", "home-1", 1, 3));

    assertThat(ids(find(Measurements.Filter.ALL)))
        .containsExactly("home-1:1:3", "home-2:1:1", "home-1:1:2", "home-1:1:1");
    assertThat(ids(find(new Measurements.Filter("shop", null, null))))
        .containsExactly("home-1:1:3", "home-2:1:1", "home-1:1:1");
    assertThat(ids(find(new Measurements.Filter(null, "home-1", null))))
        .containsExactly("home-1:1:3", "home-1:1:2", "home-1:1:1");
    assertThat(ids(find(new Measurements.Filter("shop", "home-1", null))))
        .containsExactly("home-1:1:3", "home-1:1:1");
    assertThat(ids(find(new Measurements.Filter("shop", null, START.plusSeconds(5)))))
        .containsExactly("home-1:1:3");
    assertThat(ids(find(new Measurements.Filter("nobody", null, null)))).isEmpty();
    assertThat(ids(find(new Measurements.Filter(null, "nobody", null)))).isEmpty();
  }

  @Test
  default void measurementsReceivedBeforeAMomentAreFoundInPages() {
    append(measurement("home-1", 1, 1), measurement("home-1", 1, 2));
    clock().move(Duration.ofSeconds(5));
    append(measurement("home-1", 1, 3));
    clock().move(Duration.ofSeconds(5));
    append(measurement("home-1", 1, 4));
    Measurements.Filter filter =
        new Measurements.Filter("shop", null, START, START.plusSeconds(10));

    Measurements.Page first = store().measurements().find(filter, Measurements.NEWEST, 2);
    Measurements.Page second = store().measurements().find(filter, first.next(), 2);

    assertThat(ids(first)).containsExactly("home-1:1:3", "home-1:1:2");
    assertThat(ids(second)).containsExactly("home-1:1:1");
    assertThat(second.next()).isZero();
    assertThat(ids(find(new Measurements.Filter(null, null, null, START)))).isEmpty();
    assertThat(ids(find(new Measurements.Filter(null, null, null, START.plusSeconds(99)))))
        .hasSize(4);
  }

  @Test
  default void aRareVantageOfABusyServiceIsFoundByGoingOn() {
    append(measurement("rare", 1, 1));
    append(
        IntStream.rangeClosed(1, BUSY)
            .mapToObj(i -> measurement("busy", 1, i))
            .toArray(Measurement[]::new));
    append(measurement("rare", 1, 2));
    Measurements.Filter filter = new Measurements.Filter("shop", "rare", null);

    List<String> found = new ArrayList<>();
    long before = Measurements.NEWEST;
    int pages = 0;
    do {
      Measurements.Page page = store().measurements().find(filter, before, 1);
      found.addAll(ids(page));
      before = page.next();
      pages++;
    } while (before != 0 && pages < PAGE);

    assertThat(found).containsExactly("rare:1:2", "rare:1:1");
    assertThat(before).isZero();
  }

  @Test
  default void epochsOfOneVantageAreFoundTogether() {
    append(measurement("home-1", 1, 1));
    append(measurement("home-1", 2, 1));

    assertThat(ids(find(new Measurements.Filter(null, "home-1", null))))
        .containsExactly("home-1:2:1", "home-1:1:1");
  }

  @Test
  default void pagesFitTogetherAndTheLastSaysSo() {
    for (int i = 1; i <= 5; i++) {
      append(measurement("home-1", 1, i));
    }
    Measurements.Filter filter = new Measurements.Filter("shop", null, null);

    Measurements.Page first = store().measurements().find(filter, Measurements.NEWEST, 2);
    append(measurement("home-1", 1, 6));
    Measurements.Page second = store().measurements().find(filter, first.next(), 2);
    Measurements.Page third = store().measurements().find(filter, second.next(), 2);

    assertThat(ids(first)).containsExactly("home-1:1:5", "home-1:1:4");
    assertThat(ids(second)).containsExactly("home-1:1:3", "home-1:1:2");
    assertThat(ids(third)).containsExactly("home-1:1:1");
    assertThat(third.next()).isZero();
  }
}
