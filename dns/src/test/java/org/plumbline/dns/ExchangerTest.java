package org.plumbline.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.model.Answer;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.net.Addresses;
import org.plumbline.net.Deadline;
import org.plumbline.net.Endpoint;
import org.plumbline.net.LoopbackNetwork;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.NSIDOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ExchangerTest {
  private static final Endpoint SERVER = new Endpoint(Addresses.parse("192.0.2.53"), 53);
  private static final Question QUESTION = new Question("www.example.test", "A");
  private static final String ZONE =
      """
      example.test 300 SOA ns1.example.test. h.example.test. 7 3600 600 86400 60
      example.test 300 NS ns1.example.test.
      www.example.test 60 A 198.51.100.1
      www.example.test 60 A 198.51.100.2
      alias.example.test 30 CNAME WWW.Example.Test.
      six.example.test 60 AAAA 2001:db8:0:0:0:0:0:7
      """;

  private final List<ScriptedDns> servers = new ArrayList<>();
  private final LoopbackNetwork network = new LoopbackNetwork(Duration.ofMillis(400));

  private ScriptedDns server() throws IOException {
    ScriptedDns server = new ScriptedDns().zone("example.test", ZONE);
    servers.add(server);
    network.map("192.0.2.53", 53, server.port());
    return server;
  }

  @AfterEach
  void close() throws IOException {
    for (ScriptedDns server : servers) {
      server.close();
    }
  }

  @Test
  void anAnswerIsTakenWithItsNamesLowerCaseAndWithoutTheFinalDot() throws IOException {
    server();
    Exchange exchange = ask(new Question("alias.example.test", "A"));
    assertThat(exchange.outcome().ok()).isTrue();
    assertThat(response(exchange).aa()).isTrue();
    assertThat(response(exchange).answers())
        .containsExactly(
            new Answer("alias.example.test", "CNAME", 30, "www.example.test", null, null),
            new Answer("www.example.test", "A", 60, "198.51.100.1", null, null),
            new Answer("www.example.test", "A", 60, "198.51.100.2", null, null));
    assertThat(exchange.transport()).isEqualTo(Transport.UDP);
  }

  @Test
  void addressesAreWrittenShort() throws IOException {
    server();
    assertThat(response(ask(new Question("six.example.test", "AAAA"))).answers())
        .extracting(Answer::data)
        .containsExactly("2001:db8::7");
  }

  @ParameterizedTest
  @CsvSource({"2, SERVFAIL", "5, REFUSED", "4, NOTIMP", "1, FORMERR", "3, NXDOMAIN"})
  void anRcodeIsAFailureOfTheSameName(int rcode, String word) throws IOException {
    server().rcode(rcode);
    Exchange exchange = ask(QUESTION);
    assertThat(response(exchange).rcode()).isEqualTo(word);
    assertThat(failure(exchange).layer()).isEqualTo(Layer.DNS);
    assertThat(failure(exchange).code().name()).isEqualTo(word);
  }

  @Test
  void aServfailWithASignatureErrorIsBogus() throws IOException {
    server()
        .twist(answer -> {
          answer.removeAllRecords(Section.ADDITIONAL);
          answer.getHeader().setRcode(Rcode.SERVFAIL);
          answer.addRecord(
              new OPTRecord(
                  1_232,
                  0,
                  0,
                  0,
                  new ExtendedErrorCodeOption(7, "signature\u0007 expired"),
                  new NSIDOption("node-1.fra".getBytes(StandardCharsets.UTF_8))),
              Section.ADDITIONAL);
          return answer;
        });
    Exchange exchange = ask(QUESTION);
    assertThat(failure(exchange).code()).isEqualTo(Code.BOGUS);
    assertThat(failure(exchange).raw()).isEqualTo("SERVFAIL, EDE 7: signature? expired");
    assertThat(response(exchange).ede()).containsExactly(7);
    assertThat(response(exchange).nsid()).isEqualTo("node-1.fra");
  }

  @Test
  void aTruncatedAnswerIsFetchedOverTcp() throws IOException {
    server().truncating();
    Exchange exchange = ask(QUESTION);
    assertThat(exchange.transport()).isEqualTo(Transport.TCP);
    assertThat(response(exchange).answers()).hasSize(2);
  }

  @Test
  void aForgedAnswerWithAnotherIdIsPassedOver() throws IOException {
    server().forging();
    assertThat(response(ask(QUESTION)).rcode()).isEqualTo("NOERROR");
  }

  @Test
  void anAnswerToAnotherQuestionIsPassedOver() throws IOException {
    server()
        .twist(answer -> {
          answer.removeAllRecords(Section.QUESTION);
          answer.addRecord(
              Record.newRecord(Name.fromConstantString("other.test."), Type.A, 1),
              Section.QUESTION);
          return answer;
        });
    assertThat(failure(ask(QUESTION)).code()).isEqualTo(Code.TIMEOUT);
  }

  @Test
  void silenceIsATimeoutOfTheConfiguredDurationAndIsAskedTwice() throws IOException {
    ScriptedDns server = server().silent();
    Exchange exchange = ask(QUESTION);
    assertThat(failure(exchange).code()).isEqualTo(Code.TIMEOUT);
    assertThat(exchange.elapsed()).isEqualTo(Duration.ofSeconds(5));
    assertThat(server.questions()).isEqualTo(2);
  }

  @Test
  void aServerWithoutEdnsIsAskedAgainPlainly() throws IOException {
    server()
        .twist(answer -> {
          if (answer.getOPT() == null) {
            return answer;
          }
          answer.removeAllRecords(Section.ADDITIONAL);
          answer.removeAllRecords(Section.ANSWER);
          answer.getHeader().setRcode(Rcode.FORMERR);
          return answer;
        });
    assertThat(response(ask(QUESTION)).answers()).hasSize(2);
  }

  @Test
  void whatCannotBeSentFromHereIsNoFailureOfTheServer() {
    network.unroute("192.0.2.53");
    assertThat(ask(QUESTION).outcome()).isInstanceOf(Outcome.Inconclusive.class);
  }

  @Test
  void aNameThatIsNoneIsNotAsked() throws IOException {
    server();
    assertThat(ask(new Question("a..b", "A")).outcome()).isInstanceOf(Outcome.Inconclusive.class);
    assertThat(ask(new Question("a.test", "NONSENSE")).outcome())
        .isInstanceOf(Outcome.Inconclusive.class);
  }

  @Test
  void theAuthenticatedBitIsKept() throws IOException {
    server()
        .twist(answer -> {
          answer.getHeader().setFlag(Flags.AD);
          return answer;
        });
    assertThat(response(ask(QUESTION)).ad()).isTrue();
  }

  private Exchange ask(Question question) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(10));
    return new Exchanger(network)
        .ask(SERVER, Ask.recursive(question, Duration.ofSeconds(5)), deadline);
  }

  private static Response response(Exchange exchange) {
    @Nullable Response response = exchange.response();
    if (response == null) {
      throw new AssertionError("no response: " + exchange);
    }
    return response;
  }

  private static Failure failure(Exchange exchange) {
    return assertThat(exchange.outcome())
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
        .actual()
        .failure();
  }
}
