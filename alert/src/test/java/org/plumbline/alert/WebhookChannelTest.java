package org.plumbline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.config.AlertSettings;
import org.plumbline.config.Secret;
import org.plumbline.model.Incident;
import org.plumbline.net.Deadline;
import org.plumbline.store.TestClock;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

final class WebhookChannelTest {
  private static final Links LINKS = new Links(URI.create("http://127.0.0.1:8080"));

  private final TestClock clock = new TestClock(Stories.START);
  private final Stories story = Stories.one();
  private final WebhookReceiver receiver;

  WebhookChannelTest() throws IOException {
    receiver = WebhookReceiver.plain();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private WebhookChannel channel(String url) {
    return new WebhookChannel(
        new AlertSettings.Webhook("ops", URI.create(url), new Secret(WebhookReceiver.SECRET)),
        LINKS,
        Loopback.dialer(),
        clock);
  }

  private Sent send(String url, Incident incident) {
    return channel(url)
        .send(new Message(incident, incident), "", Deadline.after(Duration.ofSeconds(30)));
  }

  private Sent send() {
    return send("http://127.0.0.1:" + receiver.port() + "/hook?team=a%20b", story.next());
  }

  @Test
  void theRecordIsSignedByThePublishedRules() throws Exception {
    Incident incident = story.next();
    assertThat(send("http://127.0.0.1:" + receiver.port() + "/hook?team=a%20b", incident))
        .isEqualTo(new Sent.Accepted());

    WebhookReceiver.Post post = receiver.next();
    assertThat(post.genuine()).isTrue();
    assertThat(post.path()).isEqualTo("/hook?team=a%20b");
    assertThat(post.id()).isEqualTo("msg_" + Stories.ID + "_1");
    assertThat(post.timestamp()).isEqualTo(Stories.START.getEpochSecond());
    assertThat(Wire.readIncident(post.body().getBytes(StandardCharsets.UTF_8))).isEqualTo(incident);
  }

  @Test
  void aLargeIncidentBecomesCountsAndTheAddressOfItsEvidence() throws Exception {
    story.failing = IntStream.range(0, 5_000).mapToObj(i -> "home-" + i).toList();
    send();
    String body = receiver.next().body();
    assertThat(body.length()).isLessThan(WebhookChannel.BODY_BYTES_MAX);
    assertThat(body)
        .contains("\"failing\":5000")
        .contains(
            "\"evidence\":\"http://127.0.0.1:8080/v1/incidents/" + Stories.ID + "/evidence\"");
    assertThat(read(body).title()).isEqualTo(story.title);
  }

  private static Incident read(String body) throws Unreadable {
    return Wire.readIncident(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void onlyTwoHundredsAreSuccess() {
    for (int status : List.of(200, 201, 204)) {
      receiver.answers.add(new WebhookReceiver.Answer(status));
      assertThat(send()).isEqualTo(new Sent.Accepted());
    }
    for (int status : List.of(400, 404, 429, 500, 503)) {
      receiver.answers.add(new WebhookReceiver.Answer(status));
      assertThat(send()).isEqualTo(new Sent.Later("answered " + status));
    }
    receiver.answers.add(new WebhookReceiver.Answer(410));
    assertThat(send()).isInstanceOf(Sent.Gone.class);
  }

  @Test
  void aRedirectIsAFailureAndNotFollowed() {
    String elsewhere = "http://127.0.0.1:" + receiver.port() + "/elsewhere";
    receiver.answers.add(new WebhookReceiver.Answer(307, "Location", elsewhere));
    assertThat(send()).isEqualTo(new Sent.Later("answered 307, and redirects are not followed"));
    assertThat(receiver.posts)
        .extracting(WebhookReceiver.Post::path)
        .containsExactly("/hook?team=a%20b");
  }

  @Test
  void retryAfterIsReadAsSecondsOrDate() {
    receiver.answers.add(new WebhookReceiver.Answer(503, "Retry-After", "120"));
    assertThat(send()).isEqualTo(new Sent.Later("answered 503", Duration.ofMinutes(2)));
    receiver.answers.add(
        new WebhookReceiver.Answer(503, "Retry-After", "Sun, 01 Mar 2026 12:10:00 GMT"));
    assertThat(send()).isEqualTo(new Sent.Later("answered 503", Duration.ofMinutes(10)));
    receiver.answers.add(new WebhookReceiver.Answer(503, "Retry-After", "soon"));
    assertThat(send()).isEqualTo(new Sent.Later("answered 503"));
  }

  @Test
  void tlsIsVerifiedForTheNameOfTheReceiver() throws IOException {
    try (WebhookReceiver secured = WebhookReceiver.secured(Loopback.HOST)) {
      assertThat(send("https://" + Loopback.HOST + ":" + secured.port() + "/", story.next()))
          .isEqualTo(new Sent.Accepted());
      assertThat(secured.posts.peek()).satisfies(post -> assertThat(post.genuine()).isTrue());
    }
    try (WebhookReceiver other = WebhookReceiver.secured("other.example")) {
      assertThat(send("https://" + Loopback.HOST + ":" + other.port() + "/", story.next()))
          .isInstanceOfSatisfying(
              Sent.Later.class, it -> assertThat(it.problem()).startsWith("no secure connection"));
      assertThat(other.posts).isEmpty();
    }
  }

  @Test
  void whatIsNoAnswerIsTriedAgain() throws IOException, InterruptedException {
    int unused;
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(Loopback.anyPort());
      unused = socket.getLocalPort();
    }
    assertThat(send("http://127.0.0.1:" + unused + "/", story.next()))
        .isInstanceOfSatisfying(
            Sent.Later.class, it -> assertThat(it.problem()).startsWith("cannot connect"));
    assertThat(answeredWith("SSH-2.0-x\r\n")).contains("no HTTP");
    assertThat(answeredWith("")).contains("closed the connection");
    assertThat(answeredWith("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(4_000)))
        .contains("head of more");
  }

  private String answeredWith(String bytes) throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(Loopback.anyPort());
      Thread thread = Thread.ofVirtual().start(() -> answer(server, bytes));
      Sent sent = send("http://127.0.0.1:" + server.getLocalPort() + "/", story.next());
      thread.join();
      return ((Sent.Later) sent).problem();
    }
  }

  private static void answer(ServerSocket server, String bytes) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read(new byte[32 << 10]);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException hungUp) {
      // The client has seen enough.
    }
  }

  @Test
  void aReceiverThatNeverAnswersHoldsNobodyLongerThanTheDeadline() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    receiver.beforeAnswer =
        () -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Incident incident = story.next();
    Sent sent =
        channel("http://127.0.0.1:" + receiver.port() + "/")
            .send(new Message(incident, incident), "", Deadline.after(Duration.ofMillis(300)));
    assertThat(sent).isEqualTo(new Sent.Later("no answer in time"));
    end.countDown();
  }
}
