package org.plumbline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.config.AlertSettings;
import org.plumbline.net.Deadline;
import org.plumbline.store.Deliveries;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.TestClock;

final class CourierTest {
  private static final String FIRST = "msg_" + Stories.ID + "_1";

  private final TestClock clock = new TestClock(Stories.START);
  private final MemoryStore store = new MemoryStore(clock);
  private final FakeChannel channel = new FakeChannel("ops");
  private Courier courier = courier();

  private Courier courier() {
    return new Courier(channel, store, new RetrySchedule(new Random(1)), clock);
  }

  @BeforeEach
  void anAlertIsPlanned() {
    plan(Stories.one());
  }

  private void plan(Stories story) {
    Stories.commit(store, story.next());
    new Planner(
            store,
            List.of(channel),
            new Router(AlertSettings.NONE.routes(), store.directory()),
            clock)
        .plan(0);
  }

  private List<Deliveries.Delivery> undelivered() {
    return store.deliveries().undelivered(Long.MAX_VALUE, 100);
  }

  @Test
  void whatIsAcceptedIsSentOnce() {
    courier.deliverDue();
    clock.move(Duration.ofDays(1));
    courier.deliverDue();
    assertThat(channel.sent).containsExactly(FIRST);
    assertThat(undelivered()).isEmpty();
  }

  @Test
  void aFailureIsTriedAgainUnderTheSameIdAndSeenMeanwhile() {
    channel.answers.add(new Sent.Later("answered 503"));
    courier.deliverDue();
    assertThat(undelivered())
        .extracting(Deliveries.Delivery::problem)
        .containsExactly("answered 503");

    clock.move(Duration.ofSeconds(4));
    courier.deliverDue();
    assertThat(channel.sent).hasSize(1);
    clock.move(Duration.ofSeconds(2));
    courier.deliverDue();
    assertThat(channel.sent).containsExactly(FIRST, FIRST);
    assertThat(undelivered()).isEmpty();
  }

  @Test
  void afterTenTriesItIsGivenUpAndStaysVisible() {
    for (int i = 0; i < 12; i++) {
      channel.answers.add(new Sent.Later("answered 500"));
      courier.deliverDue();
      clock.move(Duration.ofHours(27));
    }
    assertThat(channel.sent).hasSize(10);
    assertThat(undelivered())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.state()).isEqualTo(Deliveries.State.GIVEN_UP);
          assertThat(it.attempts()).isEqualTo(10);
          assertThat(it.problem()).isEqualTo("answered 500; tried 10 times");
        });
  }

  @Test
  void whatIsRefusedForGoodIsNotTriedAgain() {
    channel.answers.add(new Sent.Refused("the relay said 550 no such user"));
    courier.deliverDue();
    clock.move(Duration.ofDays(3));
    courier.deliverDue();
    assertThat(channel.sent).hasSize(1);
    assertThat(undelivered().getFirst().state()).isEqualTo(Deliveries.State.GIVEN_UP);
  }

  @Test
  void aReceiverThatIsGoneIsAskedNoMoreUntilARestart() {
    channel.answers.add(new Sent.Gone("answered 410"));
    courier.deliverDue();
    plan(new Stories("feedfeedfeedfeed"));
    courier.deliverDue();
    assertThat(channel.sent).hasSize(1);
    assertThat(undelivered())
        .extracting(Deliveries.Delivery::state, Deliveries.Delivery::attempts)
        .containsExactly(tuple(Deliveries.State.GIVEN_UP, 0), tuple(Deliveries.State.GIVEN_UP, 1));

    courier = courier();
    plan(new Stories("beefbeefbeefbeef"));
    courier.deliverDue();
    assertThat(channel.sent).hasSize(2);
  }

  @Test
  void aReceiverThatAsksForRestIsLeftAloneByAllThatWaitsForIt() {
    channel.answers.add(new Sent.Later("answered 429", Duration.ofMinutes(10)));
    courier.deliverDue();
    plan(new Stories("feedfeedfeedfeed"));
    clock.move(Duration.ofMinutes(9));
    courier.deliverDue();
    assertThat(channel.sent).hasSize(1);
    clock.move(Duration.ofMinutes(2));
    courier.deliverDue();
    assertThat(channel.sent).hasSize(3);
    assertThat(undelivered()).isEmpty();
  }

  @Test
  void aFaultOfOursIsNoReasonToForgetAnAlert() {
    Channel broken =
        new Channel() {
          @Override
          public String id() {
            return "ops";
          }

          @Override
          public List<String> recipients() {
            return List.of("");
          }

          @Override
          public Sent send(Message message, String recipient, Deadline deadline) {
            throw new IllegalArgumentException("a bug");
          }
        };
    new Courier(broken, store, new RetrySchedule(new Random(1)), clock).deliverDue();
    assertThat(undelivered().getFirst().state()).isEqualTo(Deliveries.State.WAITING);
    clock.move(Duration.ofSeconds(6));
    courier.deliverDue();
    assertThat(undelivered()).isEmpty();
  }
}
