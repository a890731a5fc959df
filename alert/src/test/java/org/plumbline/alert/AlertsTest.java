package org.plumbline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.config.AlertSettings;
import org.plumbline.config.Secret;
import org.plumbline.model.Incident;
import org.plumbline.net.Deadline;
import org.plumbline.store.Deliveries;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.TestClock;

/** The room as a whole, with its threads. */
final class AlertsTest {
  private static final URI DASHBOARD = URI.create("http://127.0.0.1:8080");

  private final InstantSource clock = new TestClock(Stories.START);
  private final MemoryStore store = new MemoryStore(clock);
  private final Stories story = Stories.one();

  private static AlertSettings.Webhook webhook(String id, WebhookReceiver receiver) {
    return new AlertSettings.Webhook(
        id,
        URI.create("http://127.0.0.1:" + receiver.port() + "/"),
        new Secret(WebhookReceiver.SECRET));
  }

  private static AlertSettings settings(AlertSettings.Channel... channels) {
    return new AlertSettings(
        List.of(channels), List.of(), List.of("127.0.0.0/8"), List.of(Loopback.root()), null);
  }

  private Alerts alerts(AlertSettings settings) {
    return new Alerts(store, settings, DASHBOARD, clock, new Random(1));
  }

  private void settled(Alerts alerts) {
    alerts.close();
    assertThat(store.outbox().undelivered(0, 10)).isEmpty();
  }

  @Test
  void anIncidentReachesWebhookAndMailFromOpenToResolved() throws Exception {
    try (WebhookReceiver receiver = WebhookReceiver.plain();
        SmtpServer relay = new SmtpServer(SmtpServer.Security.NONE, Loopback.HOST)) {
      AlertSettings.Email mail =
          new AlertSettings.Email(
              "mail",
              List.of("a@example.org"),
              new AlertSettings.Smtp(
                  "127.0.0.1",
                  relay.port(),
                  AlertSettings.Smtp.Security.NONE,
                  "p@example.com",
                  null));
      Alerts alerts = alerts(settings(webhook("ops", receiver), mail));
      alerts.start();
      Stories.commit(store, story.next());
      assertThat(receiver.next().genuine()).isTrue();
      assertThat(relay.next().text())
          .contains("Message-ID: <" + Stories.ID + ".1.mail@example.com>");

      story.state = Incident.State.RESOLVED;
      Stories.commit(store, story.next());
      assertThat(receiver.next().body()).contains("\"state\":\"resolved\"");
      assertThat(relay.next().text())
          .contains("In-Reply-To: <" + Stories.ID + ".1.mail@example.com>");
      settled(alerts);
    }
  }

  @Test
  void aSlowChannelHoldsUpNoOther() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (WebhookReceiver slow = WebhookReceiver.plain();
        WebhookReceiver quick = WebhookReceiver.plain()) {
      slow.beforeAnswer = () -> await(end);
      Alerts alerts = alerts(settings(webhook("slow", slow), webhook("quick", quick)));
      alerts.start();
      for (int i = 0; i < 3; i++) {
        Stories.commit(store, new Stories("feedfeedfeedfee" + i).next());
      }
      slow.next();
      for (int i = 0; i < 3; i++) {
        assertThat(quick.next().genuine()).isTrue();
      }
      assertThat(slow.posts).isEmpty();
      end.countDown();
      settled(alerts);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatAProcessSentAndDidNotKeepIsSentAgainUnderTheSameId() throws Exception {
    try (WebhookReceiver receiver = WebhookReceiver.plain()) {
      Stories.commit(store, story.next());
      Channel channel =
          Channels.of(settings(webhook("ops", receiver)), DASHBOARD, clock).getFirst();
      Router router = new Router(List.of(), store.directory());
      new Planner(store, List.of(channel), router, clock).plan(0);

      // The process dies after the receiver has the message and before it is kept.
      Thread dying =
          Thread.ofPlatform()
              .unstarted(() ->
                  new Courier(channel, store, new RetrySchedule(new Random(1)), clock)
                      .deliverDue());
      receiver.beforeAnswer = dying::interrupt;
      dying.start();
      dying.join();
      receiver.beforeAnswer = () -> {};
      assertThat(store.deliveries().undelivered(Long.MAX_VALUE, 10)).hasSize(1);

      Alerts alerts = alerts(settings(webhook("ops", receiver)));
      alerts.start();
      assertThat(receiver.next().id()).isEqualTo(receiver.next().id());
      settled(alerts);
      assertThat(store.deliveries().undelivered(Long.MAX_VALUE, 10)).isEmpty();
    }
  }

  @Test
  void whatWaitsForAChannelThatIsNotConfiguredAnyMoreIsGivenUpInSight() throws Exception {
    Stories.commit(store, story.next());
    FakeChannel gone = new FakeChannel("gone");
    new Planner(store, List.of(gone), new Router(List.of(), store.directory()), clock).plan(0);
    Alerts alerts = alerts(AlertSettings.NONE);
    alerts.start();
    settled(alerts);
    assertThat(store.deliveries().undelivered(Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.state()).isEqualTo(Deliveries.State.GIVEN_UP);
          assertThat(it.problem()).contains("not in the configuration");
        });
  }

  @Test
  void withTheGuardOnLoopbackGetsNothing() throws Exception {
    try (WebhookReceiver receiver = WebhookReceiver.plain()) {
      AlertSettings guarded =
          new AlertSettings(
              List.of(webhook("ops", receiver)), List.of(), List.of(), List.of(), null);
      assertThat(AlertTrial.run(guarded, Optional.empty(), DASHBOARD, clock))
          .singleElement()
          .satisfies(it -> assertThat(it.problem()).contains("127.0.0.1, which is loopback"));
      assertThat(receiver.posts).isEmpty();
    }
  }

  @Test
  void aTrialSendsAnIncidentThatSaysItIsNone() throws Exception {
    try (WebhookReceiver receiver = WebhookReceiver.plain()) {
      AlertSettings settings = settings(webhook("ops", receiver), webhook("other", receiver));
      assertThat(AlertTrial.run(settings, Optional.of("ops"), DASHBOARD, clock))
          .containsExactly(new AlertTrial.Result("ops", "", null));
      WebhookReceiver.Post post = receiver.next();
      assertThat(post.genuine()).isTrue();
      assertThat(post.body()).contains("nothing is wrong");
      assertThat(receiver.posts).isEmpty();
    }
  }

  @Test
  void noSecretIsInTheTextOfAnyOfIt() throws Exception {
    try (WebhookReceiver receiver = WebhookReceiver.plain()) {
      AlertSettings settings = settings(webhook("ops", receiver));
      Channel channel = Channels.of(settings, DASHBOARD, clock).getFirst();
      Incident incident = story.next();
      receiver.answers.add(new WebhookReceiver.Answer(500));
      Sent sent =
          channel.send(new Message(incident, incident), "", Deadline.after(Duration.ofSeconds(9)));
      assertThat(settings + " " + channel + " " + sent)
          .doesNotContain(WebhookReceiver.SECRET.substring(6));
    }
  }
}
