package org.plumbline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.config.AlertSettings;
import org.plumbline.model.Category;
import org.plumbline.model.Entry;
import org.plumbline.model.Incident;
import org.plumbline.model.Severity;
import org.plumbline.store.Deliveries;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Facts;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.TestClock;

final class PlannerTest {
  private final TestClock clock = new TestClock(Stories.START);
  private final MemoryStore store = new MemoryStore(clock);
  private final Stories story = Stories.one();

  private static AlertSettings.Route route(Severity severity, String... channels) {
    return new AlertSettings.Route(Set.of(), Set.of(), severity, Set.of(), List.of(channels));
  }

  private void plan(List<AlertSettings.Route> routes) {
    List<Channel> channels =
        List.of(new FakeChannel("ops"), new FakeChannel("mail", "a@example.org", "b@example.org"));
    Router router = new Router(routes, store.directory());
    new Planner(store, channels, router, clock).plan(0);
  }

  private List<String> planned() {
    return store.deliveries().undelivered(Long.MAX_VALUE, 100).reversed().stream()
        .map(it -> it.version() + " " + it.to().channel() + " " + it.to().recipient())
        .map(String::strip)
        .toList();
  }

  private void append(Entry entry) {
    store
        .log()
        .append(List.of(new EntryLine(entry, entry.toString().getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void withoutRoutesEveryRecipientOfEveryChannelHearsOfAnOpenIncident() {
    Stories.commit(store, story.next());
    plan(List.of());
    assertThat(planned()).containsExactly("1 ops", "1 mail a@example.org", "1 mail b@example.org");
    assertThat(store.outbox().undelivered(0, 10)).isEmpty();
  }

  @Test
  void whatIsNotNewsIsSettledAndToldToNobody() {
    Stories.commit(store, story.next());
    story.failing = List.of("home-1", "home-2");
    Stories.commit(store, story.next());
    story.state = Incident.State.RESOLVED;
    Stories.commit(store, story.next());
    plan(List.of(route(Severity.DEGRADED, "ops")));
    assertThat(planned()).containsExactly("1 ops", "3 ops");
    assertThat(store.outbox().undelivered(0, 10)).isEmpty();
  }

  @Test
  void newsIsWhatDiffersFromTheLastVersionToldNotFromTheLastWritten() {
    Stories.commit(store, story.next());
    story.category = Category.UNKNOWN;
    Stories.commitSilently(store, story.next());
    Stories.commit(store, story.next());
    plan(List.of(route(Severity.DEGRADED, "ops")));
    assertThat(planned()).containsExactly("1 ops", "3 ops");
  }

  @Test
  void aChannelHearsOfItWhenItGetsBadEnoughAndThenToTheEnd() {
    story.severity = Severity.DEGRADED;
    Stories.commit(store, story.next());
    story.severity = Severity.MAJOR;
    Stories.commit(store, story.next());
    story.severity = Severity.DEGRADED;
    story.state = Incident.State.RECOVERING;
    Stories.commit(store, story.next());
    plan(List.of(route(Severity.PARTIAL, "ops")));
    assertThat(planned()).containsExactly("2 ops", "3 ops");
  }

  @Test
  void theEndOfAnIncidentThatAChannelNeverHeardOfIsNotTold() {
    story.severity = Severity.DEGRADED;
    Stories.commit(store, story.next());
    story.state = Incident.State.RESOLVED;
    story.severity = Severity.MAJOR;
    Stories.commit(store, story.next());
    plan(List.of(route(Severity.PARTIAL, "ops")));
    assertThat(planned()).isEmpty();
  }

  @Test
  void routesChooseByServiceCategoryAndPlace() {
    append(Facts.service("shop", "Our shop"));
    append(Facts.vantage("home-1", "Oslo"));
    Incident incident = story.next();

    assertThat(chosen(Set.of("shop"), Set.of(), Set.of(), incident)).isTrue();
    assertThat(chosen(Set.of("bank"), Set.of(), Set.of(), incident)).isFalse();
    assertThat(chosen(Set.of(), Set.of("saas"), Set.of(), incident)).isTrue();
    assertThat(chosen(Set.of(), Set.of("dns-authoritative-wrong-data"), Set.of(), incident))
        .isTrue();
    assertThat(chosen(Set.of(), Set.of("dns-authoritative-down", "cdn"), Set.of(), incident))
        .isFalse();
    assertThat(chosen(Set.of(), Set.of(), Set.of("Oslo"), incident)).isTrue();
    assertThat(chosen(Set.of(), Set.of(), Set.of("Bergen"), incident)).isFalse();
    assertThat(chosen(Set.of("shop"), Set.of("cdn"), Set.of("Oslo"), incident)).isFalse();
  }

  private boolean chosen(
      Set<String> services, Set<String> categories, Set<String> places, Incident incident) {
    return new Router(
            List.of(new AlertSettings.Route(services, categories, null, places, List.of("ops"))),
            store.directory())
        .chooses("ops", incident);
  }

  @Test
  void aPlanIsMadeOnceAlsoByAPlannerThatStartsAnew() {
    Stories.commit(store, story.next());
    plan(List.of());
    plan(List.of());
    assertThat(planned()).hasSize(3);
    assertThat(store.deliveries().told(Stories.ID, "ops")).contains(new Deliveries.Told(1, 1));
  }
}
