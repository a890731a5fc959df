package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.plumbline.store.Facts.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Incident;

/** How every {@link Deliveries} takes over from the outbox, and what it remembers. */
public interface DeliveriesContract extends StoreFixture {
  Deliveries.Destination HOOK = new Deliveries.Destination("ops", "");
  Deliveries.Destination ANN = new Deliveries.Destination("mail", "ann@example.org");
  Deliveries.Destination BOB = new Deliveries.Destination("mail", "bob@example.org");

  /** Commits a version and gives its row of the outbox. */
  private Outbox.Row alert(String id, int version) {
    Incident incident = incident(id, version, Incident.State.OPEN, START, "shop");
    store()
        .truth()
        .commit(
            new Judged(
                store().truth().cursor() + 1,
                START,
                List.of(incident),
                List.of(new Judged.Alert(id, version)),
                List.of(),
                Map.of()));
    return store().outbox().undelivered(0, PAGE).getLast();
  }

  private List<Deliveries.Delivery> due(String channel, Instant now) {
    return store().deliveries().due(channel, now, PAGE);
  }

  private void update(
      Deliveries.Delivery delivery,
      Deliveries.State state,
      int attempts,
      Instant due,
      @Nullable String problem) {
    store()
        .deliveries()
        .update(
            new Deliveries.Delivery(
                delivery.number(),
                delivery.incident(),
                delivery.version(),
                delivery.to(),
                state,
                attempts,
                delivery.plannedAt(),
                due,
                problem));
  }

  @Test
  default void aRowBecomesADeliveryForEachDestinationAndLeavesTheOutbox() {
    Outbox.Row row = alert("a", 1);
    store().deliveries().plan(row, List.of(HOOK, ANN, BOB), START);

    assertThat(store().outbox().undelivered(0, PAGE)).isEmpty();
    assertThat(due("mail", START))
        .extracting(Deliveries.Delivery::to, Deliveries.Delivery::version)
        .containsExactly(tuple(ANN, 1), tuple(BOB, 1));
    assertThat(due("ops", START))
        .containsExactly(
            new Deliveries.Delivery(
                1, "a", 1, HOOK, Deliveries.State.WAITING, 0, START, START, null));
    assertThat(due("ops", START.minusMillis(1))).isEmpty();
    assertThat(store().deliveries().due("mail", START, 1)).hasSize(1);
  }

  @Test
  default void aRowIsNeverPlannedTwice() {
    Outbox.Row row = alert("a", 1);
    store().deliveries().plan(row, List.of(HOOK), START);
    store().deliveries().plan(row, List.of(HOOK, ANN), START.plusSeconds(1));

    assertThat(store().deliveries().undelivered(Long.MAX_VALUE, PAGE)).hasSize(1);
    assertThat(store().deliveries().last()).isEqualTo(1);
  }

  @Test
  default void aRowForNobodyIsSettled() {
    store().deliveries().plan(alert("a", 1), List.of(), START);

    assertThat(store().outbox().undelivered(0, PAGE)).isEmpty();
    assertThat(store().deliveries().told("a", "ops")).isEmpty();
  }

  @Test
  default void whatAChannelWasToldIsKnownAlsoWhenItHasArrived() {
    store().deliveries().plan(alert("a", 2), List.of(HOOK), START);
    update(due("ops", START).getFirst(), Deliveries.State.DELIVERED, 1, START, null);
    store().deliveries().plan(alert("a", 5), List.of(HOOK, ANN), START);

    assertThat(store().deliveries().told("a", "ops")).contains(new Deliveries.Told(2, 5));
    assertThat(store().deliveries().told("a", "mail")).contains(new Deliveries.Told(5, 5));
    assertThat(store().deliveries().told("b", "ops")).isEmpty();
  }

  @Test
  default void aFailedDeliveryIsDueLaterAndSaysWhy() {
    store().deliveries().plan(alert("a", 1), List.of(HOOK, ANN), START);
    Instant later = START.plusSeconds(5);
    update(due("ops", START).getFirst(), Deliveries.State.WAITING, 1, later, "answered 503");

    assertThat(due("ops", START)).isEmpty();
    assertThat(due("ops", later))
        .containsExactly(
            new Deliveries.Delivery(
                1, "a", 1, HOOK, Deliveries.State.WAITING, 1, START, later, "answered 503"));
    assertThat(due("mail", START)).hasSize(1);
  }

  @Test
  default void whatHasNotArrivedIsShownNewestFirst() {
    store().deliveries().plan(alert("a", 1), List.of(HOOK, ANN, BOB), START);
    update(due("ops", START).getFirst(), Deliveries.State.DELIVERED, 1, START, null);
    update(due("mail", START).getFirst(), Deliveries.State.GIVEN_UP, 1, START, "550 no such user");

    List<Deliveries.Delivery> shown = store().deliveries().undelivered(Long.MAX_VALUE, PAGE);
    assertThat(shown).extracting(Deliveries.Delivery::to).containsExactly(BOB, ANN);
    assertThat(shown.getLast().state()).isEqualTo(Deliveries.State.GIVEN_UP);
    assertThat(shown.getLast().problem()).isEqualTo("550 no such user");
    assertThat(store().deliveries().undelivered(shown.getFirst().number(), PAGE))
        .containsExactly(shown.getLast());
    assertThat(store().deliveries().undelivered(Long.MAX_VALUE, 1)).hasSize(1);
    assertThat(due("mail", START)).containsExactly(shown.getFirst());
  }

  @Test
  default void whatWaitsForAChannelThatIsGoneIsGivenUp() {
    store().deliveries().plan(alert("a", 1), List.of(HOOK, ANN), START);
    store().deliveries().giveUpOthers(Set.of("ops", "pager"), "no such channel");

    assertThat(due("mail", START)).isEmpty();
    assertThat(due("ops", START)).hasSize(1);
    assertThat(store().deliveries().undelivered(Long.MAX_VALUE, PAGE))
        .extracting(Deliveries.Delivery::problem)
        .containsExactly("no such channel", null);

    store().deliveries().giveUpOthers(Set.of(), "none is left");
    assertThat(due("ops", START)).isEmpty();
  }

  @Test
  default void aDeliveryCanBeAwaited() throws InterruptedException {
    Outbox.Row row = alert("a", 1);
    assertThat(store().deliveries().awaitAfter(0, Duration.ZERO)).isFalse();

    Thread planner =
        Thread.ofPlatform().start(() -> store().deliveries().plan(row, List.of(HOOK), START));
    assertThat(store().deliveries().awaitAfter(0, Duration.ofSeconds(30))).isTrue();
    planner.join();
    assertThat(store().deliveries().awaitAfter(1, Duration.ZERO)).isFalse();
  }
}
