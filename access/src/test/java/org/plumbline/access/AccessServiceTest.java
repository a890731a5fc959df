package org.plumbline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.store.StoreFixture.START;

import io.helidon.webserver.WebServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.model.Entry;
import org.plumbline.model.Family;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Vantage;
import org.plumbline.store.EntryLine;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.TestClock;
import org.plumbline.store.Token;
import org.plumbline.store.Token.Scope;
import org.plumbline.wire.Enrolment;
import org.plumbline.wire.IssuedToken;
import org.plumbline.wire.Wire;

/** Tokens, enrolment and sessions, over HTTP on loopback. */
@Timeout(60)
class AccessServiceTest {
  private static final String ADMIN = "admin-secret";
  private static final Vantage HOME = vantage("home-1");

  private final TestClock clock = new TestClock(START);
  private final MemoryStore store = new MemoryStore(clock);
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server;

  AccessServiceTest() {
    store.tokens().put(Token.of("admin", ADMIN, Scope.ADMIN));
    store.tokens().put(Token.of("eyes", "read-secret", Scope.READ));
    Access access = new Access(store.tokens(), clock, Set.of());
    AccessService service =
        new AccessService(access, store.tokens(), store.directory(), clock, "1.2.3");
    server =
        WebServer.builder()
            .address(InetAddress.ofLiteral("127.0.0.1"))
            .port(0)
            .shutdownHook(false)
            .routing(routing -> routing.register(service))
            .build()
            .start();
  }

  @AfterEach
  void close() {
    server.stop();
    client.close();
    store.close();
  }

  @Test
  void aTokenIsMadeByAnAdminAloneAndShownOnce() throws Exception {
    assertThat(make("", "{\"scope\":\"read\"}").statusCode()).isEqualTo(401);
    assertThat(make("read-secret", "{\"scope\":\"read\"}").statusCode()).isEqualTo(403);

    HttpResponse<String> made = make(ADMIN, "{\"scope\":\"ingest\",\"name\":\"script\"}");

    assertThat(made.statusCode()).isEqualTo(201);
    String secret = String.valueOf(Wire.readToken(bytes(made)).secret());
    assertThat(store.tokens().find(Token.sha256(secret)))
        .hasValueSatisfying(token -> assertThat(token.scope()).isEqualTo(Scope.INGEST));
    String list = send(ADMIN, "GET", "/v1/tokens", "").body();
    assertThat(list).contains("script").doesNotContain(secret);
  }

  @Test
  void aTokenThatCannotBeMadeIsSaidWhy() throws Exception {
    assertThat(make(ADMIN, "{\"scope\":\"root\"}").body()).contains("enrol, ingest, read, admin");
    assertThat(make(ADMIN, "{\"scope\":\"read\",\"name\":\"a b\"}").statusCode()).isEqualTo(400);
    assertThat(make(ADMIN, "{\"scope\":\"read\",\"name\":\"eyes\"}").body()).contains("already");
    assertThat(make(ADMIN, "nothing").statusCode()).isEqualTo(400);
  }

  @Test
  void anEnrolmentTokenIsGoodOnce() throws Exception {
    String token = enrolToken();

    HttpResponse<String> first = enrol(token, HOME);
    HttpResponse<String> second = enrol(token, vantage("home-2"));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(401);
    Enrolment.Answer answer = Wire.readEnrolmentAnswer(bytes(first));
    assertThat(answer.version()).isEqualTo("1.2.3");
    assertThat(answer.vantage()).isEqualTo(HOME);
    assertThat(answer.epoch()).isZero();
    assertThat(store.tokens().find(Token.sha256(answer.credential())))
        .hasValueSatisfying(credential -> {
          assertThat(credential.scope()).isEqualTo(Scope.INGEST);
          assertThat(credential.vantage()).isEqualTo("home-1");
        });
    assertThat(send(ADMIN, "GET", "/v1/agents", "").body()).contains("agent:home-1");
  }

  @Test
  void anEnrolmentTokenIsGoodForAnHourAndOthersEnrolNobody() throws Exception {
    String token = enrolToken();
    clock.move(Issuing.ENROL_WITHIN);

    assertThat(enrol(token, HOME).statusCode()).isEqualTo(401);
    assertThat(enrol("read-secret", HOME).statusCode()).isEqualTo(403);
    assertThat(enrol(ADMIN, HOME).statusCode()).isEqualTo(403);
    assertThat(enrol(enrolToken(), vantage("No Id")).statusCode()).isEqualTo(400);
  }

  @Test
  void aVantageThatWasNeverHeardMayBeEnrolledAgain() throws Exception {
    Enrolment.Answer lost = Wire.readEnrolmentAnswer(bytes(enrol(enrolToken(), HOME)));

    HttpResponse<String> again = enrol(enrolToken(), HOME);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(store.tokens().find(Token.sha256(lost.credential()))).isEmpty();
  }

  @Test
  void aVantageThatWasHeardIsKeptUntilAnAdminTakesItAway() throws Exception {
    enrol(enrolToken(), HOME);
    append(HOME);
    append(beat(7));
    String token = enrolToken();

    HttpResponse<String> thief = enrol(token, HOME);
    assertThat(thief.statusCode()).isEqualTo(409);
    assertThat(thief.body()).contains("plumb token revoke agent:home-1");

    assertThat(send(ADMIN, "DELETE", "/v1/agents/home-1", "").statusCode()).isEqualTo(204);
    assertThat(send(ADMIN, "DELETE", "/v1/agents/home-1", "").statusCode()).isEqualTo(404);
    Enrolment.Answer answer = Wire.readEnrolmentAnswer(bytes(enrol(token, HOME)));
    assertThat(answer.epoch()).as("so that no id is used again").isEqualTo(7);
  }

  @Test
  void theVantageOfAnotherTokenIsNotGivenAway() throws Exception {
    store.tokens().claim("home-1", "script");
    store.tokens().put(new Token("local agent", Token.sha256("x"), Scope.INGEST, "here", null));

    assertThat(enrol(enrolToken(), HOME).statusCode()).isEqualTo(409);
    assertThat(enrol(enrolToken(), vantage("here")).statusCode()).isEqualTo(409);
  }

  @Test
  void aSessionReadsWhatItsTokenDoesAndEndsWithIt() throws Exception {
    HttpResponse<String> in = signIn("token=" + ADMIN);
    assertThat(in.statusCode()).isEqualTo(303);
    String cookie = in.headers().firstValue("set-cookie").orElse("");
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");

    assertThat(withCookie(cookie, "same-origin").statusCode()).isEqualTo(201);
    assertThat(withCookie(cookie, "cross-site").statusCode()).isEqualTo(403);

    send(ADMIN, "DELETE", "/v1/tokens/admin", "");
    assertThat(withCookie(cookie, "same-origin").statusCode()).isEqualTo(401);
  }

  @Test
  void signingInNeedsATokenThatReads() throws Exception {
    HttpResponse<String> refused = signIn("token=guess");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("no valid token").contains("<form");
    assertThat(signIn("token=" + enrolToken()).statusCode()).isEqualTo(401);
    assertThat(send("", "GET", "/v1/sign-in", "").body()).contains("<form");
  }

  private String enrolToken() throws Exception {
    IssuedToken made = Wire.readToken(bytes(make(ADMIN, "{\"scope\":\"enrol\"}")));
    return String.valueOf(made.secret());
  }

  private HttpResponse<String> enrol(String token, Vantage vantage) throws Exception {
    String body =
        new String(Wire.write(new Enrolment.Request(token, vantage)), StandardCharsets.UTF_8);
    return send("", "POST", "/v1/enrol", body);
  }

  private HttpResponse<String> make(String token, String json) throws Exception {
    return send(token, "POST", "/v1/tokens", json);
  }

  private HttpResponse<String> signIn(String form) throws Exception {
    return client.send(
        request("/v1/sign-in")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> withCookie(String cookie, String site) throws Exception {
    return client.send(
        request("/v1/tokens")
            .header("Cookie", cookie.split(";", -1)[0])
            .header("Sec-Fetch-Site", site)
            .POST(HttpRequest.BodyPublishers.ofString("{\"scope\":\"read\"}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String token, String method, String path, String body)
      throws Exception {
    HttpRequest.Builder request =
        request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static byte[] bytes(HttpResponse<String> response) {
    return response.body().getBytes(StandardCharsets.UTF_8);
  }

  private void append(Entry entry) {
    store.log().append(List.of(new EntryLine(entry, Wire.write(entry))));
  }

  private static Heartbeat beat(int epoch) {
    return new Heartbeat(
        "home-1", START, epoch, null, null, null, null, null, null, null, null, List.of(), null,
        null);
  }

  private static Vantage vantage(String id) {
    return new Vantage(
        id,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(Family.V4),
        List.of(),
        null,
        Vantage.Standing.TRUSTED);
  }
}
