package org.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Expectation;
import org.plumbline.model.Failure;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Working;

class ProberTest {
  private static final String ZONE =
      """
      test 300 SOA r. h. 5 3600 600 86400 60
      shop.test 60 A 198.51.100.1
      www.shop.test 60 CNAME shop.test.
      six.shop.test 60 AAAA 2001:db8::1
      two.shop.test 60 A 198.51.100.9
      two.shop.test 60 A 198.51.100.1
      """;

  private Town town;

  ProberTest() throws Exception {
    town = new Town();
  }

  @BeforeEach
  void zones() {
    town.resolver.zone("test", ZONE);
    town.other.zone("test", ZONE);
    town.root.zone(".", ". 300 SOA r. h. 1 1 1 1 1\ntest 300 NS n.test.\nn.test 300 A 192.0.2.2");
    town.authority.zone("test", ZONE + "test 300 NS n.test.");
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  @Test
  void aHealthyRunIsTheFourStepsOfAClient() throws Exception {
    town.https("198.51.100.1", Town.SHOP, request -> Town.ok("hello"));
    List<Observation> run = town.routine(Town.https("SHOP.test."));
    assertThat(run).extracting(Observation::step).containsExactly("dns", "tcp", "tls", "http");
    assertThat(run).allSatisfy(step -> assertThat(step.attempt().outcome().ok()).isTrue());
    Observation.Tls tls = (Observation.Tls) run.get(2);
    assertThat(tls.serverName()).isEqualTo("shop.test");
    assertThat(tls.chain()).hasSize(1);
    Observation.Http http = (Observation.Http) run.get(3);
    assertThat(http.status()).isEqualTo(200);
    assertThat(http.bytes()).isEqualTo(5);
    assertThat(http.url()).isEqualTo("https://shop.test/");
    assertThat(http.headers()).containsOnlyKeys("server");
    assertThat(Objects.requireNonNull(http.firstByte()))
        .isLessThanOrEqualTo(Objects.requireNonNull(http.attempt().elapsed()));
  }

  @Test
  void anotherTenantsCertificateIsANameMismatchAndEndsThePath() throws Exception {
    town.https("198.51.100.1", Town.TENANT, request -> Town.ok("hello"));
    List<Observation> run = town.routine(Town.https("shop.test"));
    assertThat(run).hasSize(3);
    fails(run, Layer.TLS, Code.NAME_MISMATCH);
  }

  @Test
  void plainTextOnATlsPortIsMalformed() throws Exception {
    byte[] page = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    town.plain("198.51.100.1", 443, socket -> socket.getOutputStream().write(page));
    fails(town.routine(Town.https("shop.test")), Layer.TLS, Code.MALFORMED);
  }

  @Test
  void aDeadFirstAddressIsAFactAndTheNextOneSucceeds() throws Exception {
    town.https("198.51.100.1", Town.SHOP, request -> Town.ok("hello"));
    List<Observation> run = town.routine(Town.https("two.shop.test"));
    assertThat(run)
        .extracting(Observation::step)
        .containsExactly("dns", "tcp", "tcp", "tls", "http");
    assertThat(failure(run.get(1)).code()).isEqualTo(Code.REFUSED);
    assertThat(run.getLast().attempt().outcome().ok()).isTrue();
  }

  @Test
  void aSilentAddressTakesTheConfiguredTime() {
    town.network.silence("198.51.100.1");
    List<Observation> run = town.routine(Town.https("shop.test"));
    fails(run, Layer.TCP, Code.TIMEOUT);
    Duration dns = Objects.requireNonNull(run.getFirst().attempt().elapsed());
    assertThat(run.getLast().attempt().elapsed()).isEqualTo(Duration.ofSeconds(8).minus(dns));
  }

  @Test
  void noRouteFromHereIsOursAndNoVote() {
    town.network.unroute("198.51.100.1");
    assertThat(town.routine(Town.https("shop.test")).getLast().attempt().outcome())
        .isInstanceOf(Outcome.Inconclusive.class);
  }

  @Test
  void aFamilyWithoutAddressWhereTheOtherHasOneIsNoVote() {
    assertThat(town.routine(Town.https("six.shop.test")).getLast().attempt().outcome())
        .isEqualTo(new Outcome.Inconclusive("no address of this family"));
  }

  @Test
  void aNameThatDoesNotExistIsNxdomain() {
    fails(town.routine(Town.https("gone.test")), Layer.DNS, Code.NXDOMAIN);
  }

  @ParameterizedTest
  @CsvSource({"500, STATUS", "404, STATUS", "451, BLOCKED"})
  void aStatusOutsideTheRangeFails(int status, Code code) throws Exception {
    town.https(
        "198.51.100.1",
        Town.SHOP,
        request -> "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n");
    fails(town.routine(Town.https("shop.test")), Layer.HTTP, code);
  }

  @Test
  void aChallengePageIsBlockedForRobotsAndAPlainRefusalIsNot() throws Exception {
    String body = "<title>One moment</title>Please verify you are human";
    town.https(
        "198.51.100.1",
        Town.SHOP,
        request ->
            "HTTP/1.1 403 Forbidden\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    List<Observation> run = town.routine(Town.https("shop.test"));
    fails(run, Layer.HTTP, Code.BLOCKED);
    assertThat(failure(run.getLast()).reason()).isEqualTo("robot");
  }

  @Test
  void aCookieSetOnTheWayIsGivenBack() throws Exception {
    town.https(
        "198.51.100.1",
        Town.SHOP,
        request ->
            request.contains("Cookie: s=1")
                ? Town.ok("in")
                : Town.redirect("/", "Set-Cookie: s=1; Path=/; Secure\r\n"));
    List<Observation> run = town.routine(Town.https("shop.test"));
    assertThat(((Observation.Http) run.getLast()).redirects()).isEqualTo(1);
    assertThat(run.getLast().attempt().outcome().ok()).isTrue();
  }

  @Test
  void aHopToAnotherHostResolvesAndConnectsAgain() throws Exception {
    town.plain(
        "198.51.100.1", 80, s -> Town.serve(s, r -> Town.redirect("https://shop.test/a", "")));
    town.https("198.51.100.1", Town.SHOP, request -> Town.ok(request.substring(0, 6)));
    List<Observation> run =
        town.routine(Town.check(Check.Scheme.HTTP, "www.shop.test", Expectation.ORDINARY));
    assertThat(run)
        .extracting(Observation::step)
        .containsExactly("dns", "tcp", "http", "dns", "tcp", "tls", "http");
    assertThat(((Observation.Http) run.getLast()).url()).isEqualTo("https://shop.test/a");
  }

  @Test
  void redirectsInARingEndAfterTen() throws Exception {
    town.plain("198.51.100.1", 80, s -> Town.serve(s, request -> Town.redirect("/", "")));
    List<Observation> run =
        town.routine(Town.check(Check.Scheme.HTTP, "shop.test", Expectation.ORDINARY));
    fails(run, Layer.HTTP, Code.REDIRECT_LOOP);
    assertThat(run.stream().filter(step -> step instanceof Observation.Http)).hasSize(11);
  }

  @Test
  void interimResponsesAreSkipped() throws Exception {
    http(request ->
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
            + Town.ok("twelve bytes"));
    assertThat(((Observation.Http) httpRun().getLast()).bytes()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 302 Found~~, MALFORMED",
    "HTTP/1.1 200 OK~Content-Length: 9~~abc, TRUNCATED",
    "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~, TRUNCATED",
    "HTTP/1.1 200 OK~Content-Length: x~~, MALFORMED",
    "SSH-2.0-x~~, MALFORMED",
    "'', RESET"
  })
  void brokenResponsesAreToldApart(String response, Code code) throws Exception {
    http(request -> response.replace("~", "\r\n"));
    fails(httpRun(), Layer.HTTP, code);
  }

  @Test
  void anEndlessHeadIsTooLarge() throws Exception {
    http(request -> "HTTP/1.1 200 OK\r\nX: " + "a".repeat(70_000) + "\r\n\r\n");
    fails(httpRun(), Layer.HTTP, Code.TOO_LARGE);
  }

  @Test
  void chunksAreJoinedAndContentIsLookedAt() throws Exception {
    http(r ->
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nBas\r\n3\r\nket\r\n0\r\n\r\n");
    assertThat(httpRun(expecting("Basket")).getLast().attempt().outcome().ok()).isTrue();
    fails(httpRun(expecting("Checkout")), Layer.HTTP, Code.CONTENT);
  }

  @Test
  void aResetAndAStallAreToldApart() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    town.plain("198.51.100.1", 80, ProberTest::reset);
    fails(httpRun(), Layer.HTTP, Code.RESET);
    town.plain("198.51.100.1", 80, socket -> await(over));
    fails(httpRun(), Layer.HTTP, Code.TIMEOUT);
    over.countDown();
  }

  @Test
  void theDiagnosticDepthShowsWhoSaysWhatAndWhatWorksElsewhere() throws Exception {
    town.network.map("198.51.100.1", 443, 1); // nobody there
    town.https("203.0.113.7", Town.SHOP, request -> Town.ok("elsewhere"));
    List<Working> works = List.of(new Working("203.0.113.7", null, 3, Town.NOW));
    List<Observation> run =
        town.prober(false).diagnostic(Town.https("shop.test"), Family.V4, works, List.of());
    assertThat(run)
        .filteredOn(Observation::onClientPath)
        .extracting(Observation::step)
        .containsExactly("dns", "tcp");
    assertThat(run)
        .filteredOn(step -> step.attempt().crossover())
        .extracting(Observation::step)
        .containsExactly("dns", "dns", "tcp", "tls", "http");
    assertThat(run.getLast().attempt().outcome().ok()).isTrue();
    assertThat(run).extracting(Observation::step).contains("delegation", "authority");
  }

  @Test
  void fromTheRootTheWalkIsTheClientsResolver() throws Exception {
    town.https("198.51.100.1", Town.SHOP, request -> Town.ok("hello"));
    List<Observation> run =
        town.prober(true).diagnostic(Town.https("shop.test"), Family.V4, List.of(), List.of());
    Observation.Dns dns = (Observation.Dns) run.getFirst();
    assertThat(Objects.requireNonNull(dns.resolver()).id()).isEqualTo("own");
    assertThat(run)
        .filteredOn(Observation::onClientPath)
        .extracting(Observation::step)
        .containsExactly("dns", "tcp", "tls", "http");
  }

  @Test
  void aDnsCheckAsksTheServerItself() {
    Check check =
        new Check(
            "c",
            "192.0.2.54",
            5353,
            Check.Scheme.DNS,
            null,
            Duration.ofMinutes(1),
            Duration.ofSeconds(4),
            List.of(Family.V4),
            Expectation.ORDINARY,
            new Question("shop.test", "A"));
    Observation.Dns dns = (Observation.Dns) town.routine(check).getFirst();
    assertThat(dns.attempt().outcome().ok()).isTrue();
    assertThat(dns.answers()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1", "203.0.113.9"})
  void anAnswerThatIsNotExpectedIsUnexpected(String expected) {
    Expectation expect =
        new Expectation(List.of(), null, null, List.of(expected), null, null, null);
    Observation dns = town.routine(Town.check(Check.Scheme.TCP, "shop.test", expect)).getFirst();
    assertThat(dns.attempt().outcome().ok()).isEqualTo(expected.equals("198.51.100.1"));
  }

  private void http(UnaryOperator<String> pages) throws Exception {
    town.plain("198.51.100.1", 80, socket -> Town.serve(socket, pages::apply));
  }

  private List<Observation> httpRun() {
    return httpRun(Expectation.ORDINARY);
  }

  private List<Observation> httpRun(Expectation expect) {
    return town.routine(Town.check(Check.Scheme.HTTP, "shop.test", expect));
  }

  private static Expectation expecting(String text) {
    return new Expectation(List.of(), text, null, List.of(), null, null, null);
  }

  private static void reset(Socket socket) throws IOException {
    socket.getInputStream().read();
    socket.setSoLinger(true, 0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fails(List<Observation> run, Layer layer, Code code) {
    Failure failure = failure(run.getLast());
    assertThat(failure.layer()).as(failure.toString()).isEqualTo(layer);
    assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
  }

  private static Failure failure(Observation observation) {
    return Objects.requireNonNull(observation.failure(), () -> "no failure: " + observation);
  }
}
