package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.store.Facts.followUp;
import static org.plumbline.store.Facts.incident;
import static org.plumbline.store.Facts.working;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Incident;
import org.plumbline.model.Incident.State;
import org.plumbline.model.Working;

/** What every {@link Truth} commits, and what is then found in the ports beside it. */
public interface TruthContract extends StoreFixture {
  private void commit(long cursor, Incident... incidents) {
    List<Judged.Alert> alerts =
        List.of(incidents).stream()
            .filter(incident -> incident.state() != State.SUSPECTED)
            .map(incident -> new Judged.Alert(incident.id(), incident.version()))
            .toList();
    store()
        .truth()
        .commit(new Judged(cursor, START, List.of(incidents), alerts, List.of(), Map.of()));
  }

  private void commit(
      long cursor, List<FollowUp> requests, Map<String, List<Working>> works, int seconds) {
    store()
        .truth()
        .commit(
            new Judged(cursor, START.plusSeconds(seconds), List.of(), List.of(), requests, works));
  }

  private List<Incident> find(Incidents.Filter filter) {
    return store().incidents().find(filter, Incidents.NEWEST, PAGE).incidents();
  }

  @Test
  default void anIncidentIsFoundInItsNewestVersionAndWithItsHistory() {
    Incident one = incident("a", 1, State.SUSPECTED, START, "shop");
    Incident two = incident("a", 2, State.OPEN, START.plusSeconds(10), "shop");
    commit(10, one);
    commit(20, two);

    assertThat(store().truth().cursor()).isEqualTo(20);
    assertThat(store().truth().until()).isEqualTo(START);
    assertThat(store().incidents().newest("a")).contains(two);
    assertThat(store().incidents().history("a")).containsExactly(one, two);
    assertThat(store().incidents().newest("b")).isEmpty();
    assertThat(store().incidents().history("b")).isEmpty();
  }

  @Test
  default void aJudgementNeverCountsTwice() {
    commit(10, incident("a", 1, State.OPEN, START, "shop"));

    assertThatThrownBy(() -> commit(10)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            commit(
                20,
                incident("b", 1, State.OPEN, START, "shop"),
                incident("a", 1, State.OPEN, START, "shop")))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(store().truth().cursor()).isEqualTo(10);
    assertThat(store().incidents().newest("b")).isEmpty();
    assertThat(store().outbox().undelivered(0, PAGE)).hasSize(1);
  }

  @Test
  default void incidentsAreFoundByStateServiceAndTime() {
    Incident shop = incident("a", 1, State.OPEN, START, "shop");
    Incident bank = incident("b", 1, State.OPEN, START, "bank");
    Incident over = incident("b", 2, State.RESOLVED, START.plusSeconds(60), "bank");
    commit(10, shop, bank);
    commit(20, over);

    assertThat(find(Incidents.Filter.ALL)).containsExactly(over, shop);
    assertThat(find(new Incidents.Filter(Set.of(State.OPEN), null, null))).containsExactly(shop);
    assertThat(find(new Incidents.Filter(Set.of(State.OPEN, State.RESOLVED), null, null)))
        .containsExactly(over, shop);
    assertThat(find(new Incidents.Filter(Set.of(), "bank", null))).containsExactly(over);
    assertThat(find(new Incidents.Filter(Set.of(), null, START.plusSeconds(1))))
        .containsExactly(over);
    assertThat(find(new Incidents.Filter(Set.of(State.OPEN), "bank", null))).isEmpty();
  }

  @Test
  default void pagesOfIncidentsFitTogetherWhileIncidentsLive() {
    for (int i = 1; i <= 5; i++) {
      commit(i, incident("i" + i, 1, State.OPEN, START, "shop"));
    }
    Incidents.Page first = store().incidents().find(Incidents.Filter.ALL, Incidents.NEWEST, 2);
    commit(6, incident("i3", 2, State.RESOLVED, START, "shop"));
    commit(7, incident("i6", 1, State.OPEN, START, "shop"));
    Incidents.Page second = store().incidents().find(Incidents.Filter.ALL, first.next(), 2);
    Incidents.Page third = store().incidents().find(Incidents.Filter.ALL, second.next(), 2);

    assertThat(first.incidents()).extracting(Incident::id).containsExactly("i5", "i4");
    assertThat(second.incidents()).extracting(Incident::id).containsExactly("i3", "i2");
    assertThat(third.incidents()).extracting(Incident::id).containsExactly("i1");
    assertThat(third.next()).isZero();
  }

  @Test
  default void changesAreNumberedFromOneAndCanBeAwaited() throws InterruptedException {
    Incident one = incident("a", 1, State.SUSPECTED, START, "shop");
    Incident two = incident("b", 1, State.OPEN, START, "shop");
    assertThat(store().incidents().lastChange()).isZero();
    assertThat(store().incidents().awaitAfter(0, Duration.ZERO)).isFalse();

    Thread runner = Thread.ofPlatform().start(() -> commit(1, one, two));
    assertThat(store().incidents().awaitAfter(0, Duration.ofSeconds(30))).isTrue();
    runner.join();

    assertThat(store().incidents().lastChange()).isEqualTo(2);
    assertThat(store().incidents().changes(0, PAGE))
        .containsExactly(new Incidents.Change(1, one), new Incidents.Change(2, two));
    assertThat(store().incidents().changes(1, PAGE)).containsExactly(new Incidents.Change(2, two));
    assertThat(store().incidents().changes(0, 1)).hasSize(1);
  }

  @Test
  default void anAlertWaitsInTheOutboxUntilItIsDelivered() throws InterruptedException {
    commit(1, incident("a", 1, State.OPEN, START, "shop"));
    commit(2, incident("a", 2, State.RESOLVED, START, "shop"));
    List<Outbox.Row> rows = store().outbox().undelivered(0, PAGE);

    assertThat(rows).extracting(Outbox.Row::version).containsExactly(1, 2);
    assertThat(rows).extracting(Outbox.Row::incident).containsOnly("a");
    assertThat(store().outbox().awaitAfter(0, Duration.ZERO)).isTrue();
    assertThat(store().outbox().awaitAfter(rows.getLast().number(), Duration.ZERO)).isFalse();

    store().outbox().delivered(rows.getFirst().number());
    store().outbox().delivered(rows.getFirst().number());
    assertThat(store().outbox().undelivered(0, PAGE)).containsExactly(rows.getLast());
  }

  @Test
  default void requestsStandUntilTheyEnd() {
    FollowUp early = followUp("r1", START.plusSeconds(30));
    FollowUp late = followUp("r2", START.plusSeconds(300));
    commit(1, List.of(late, early), Map.of(), 0);

    assertThat(store().followUps().requests(START)).containsExactly(early, late);
    assertThat(store().followUps().requests(START.plusSeconds(31))).containsExactly(late);

    FollowUp longer = followUp("r2", START.plusSeconds(900));
    commit(2, List.of(longer), Map.of(), 60);
    assertThat(store().followUps().requests(START)).containsExactly(longer);
  }

  @Test
  default void worksOfACheckReplaceThoseBeforeAndRaiseTheVersion() throws InterruptedException {
    commit(1, List.of(), Map.of("a", List.of(working("192.0.2.1")), "b", List.of()), 0);
    long first = store().followUps().version();
    commit(2, List.of(), Map.of(), 1);
    assertThat(store().followUps().version()).isEqualTo(first);
    assertThat(store().followUps().awaitVersion(first, Duration.ZERO)).isFalse();

    commit(3, List.of(), Map.of("a", List.of(), "c", List.of(working("192.0.2.2"))), 2);
    assertThat(store().followUps().awaitVersion(first, Duration.ZERO)).isTrue();
    assertThat(store().followUps().works()).isEqualTo(Map.of("c", List.of(working("192.0.2.2"))));
  }
}
