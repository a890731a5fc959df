package org.plumbline.owners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.owners.OriginServer.eventually;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Addresses;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Prefix;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

@Timeout(60)
class OriginLookUpsTest {
  private static final String ORIGINS =
      """
      1.2.0.192.o.example. 300 TXT "64500 | 192.0.2.0/24 | NO | ripencc | 2001-01-01"
      99.2.0.192.o.example. 300 TXT "64509 | 192.0.2.0/24 | NO | ripencc | 2001-01-01"
      7.100.51.198.o.example. 300 TXT "64501 | 198.51.100.0/24 | NO | ripencc | 2001-01-01"
      8.100.51.198.o.example. 300 TXT "64509 | 198.51.100.0/24 | NO | ripencc | 2001-01-01"
      1.113.0.203.o.example. 300 TXT "64500 | 203.0.113.0/25 | NO | ripencc | 2001-01-01"
      200.113.0.203.o.example. 300 TXT "64502 | 203.0.113.128/25 | NO | ripencc | 2001-01-01"
      """;
  private static final String NAMES =
      """
      as64500.n.example. 300 TXT "64500 | NO | ripencc | 2001-01-01 | Example, NO"
      as64502.n.example. 300 TXT "64502 | NO | ripencc | 2001-01-01 | Other, NO"
      """;

  private final OriginServer server =
      new OriginServer().zone("o.example", ORIGINS).zone("n.example", NAMES);
  private final OriginLookUps owners = server.lookUps();

  @AfterEach
  void close() {
    owners.close();
    server.close();
  }

  private Set<String> asked() {
    return new HashSet<>(server.asked);
  }

  @Nested
  class AsASource implements OwnersContract {
    @Override
    public Owners owners() {
      server.zone(
          "o6.example",
          """
          1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.o6.example. 300 TXT \
          "64500 | 2001:db8:1::/48 | NO | ripencc | 2001-01-01"
          """);
      server.zone("113.0.203.o.example", "113.0.203.o.example. 300 TXT \"nothing\"");
      // What is asked first may come later than a call waits: here what is known is the matter.
      for (String address : List.of("192.0.2.1", "2001:db8:1::1", "198.51.100.7")) {
        eventually(owners, address);
      }
      named("192.0.2.1");
      return owners;
    }
  }

  private Owner named(String address) {
    Owner owner = eventually(owners, address);
    while (owner.name() == null) {
      owner = eventually(owners, address);
    }
    return owner;
  }

  @Test
  void anAddressIsAskedAboutOnceAndSpeaksForItsBlock() {
    assertThat(named("192.0.2.1")).isEqualTo(new Owner(64500, "Example"));
    assertThat(owners.of(Set.of("192.0.2.99", "192.0.2.1")))
        .containsEntry("192.0.2.99", new Owner(64500, "Example"))
        .hasSize(2);
    assertThat(asked()).containsExactlyInAnyOrder("1.2.0.192.o.example", "as64500.n.example");
  }

  @Test
  void anAnswerWithAFinerPrefixSpeaksForItsAddressAlone() {
    assertThat(eventually(owners, "203.0.113.1").asn()).isEqualTo(64500);
    assertThat(eventually(owners, "203.0.113.200").asn()).isEqualTo(64502);
  }

  @Test
  void anAnswerWithAWiderPrefixDoesNotSpeakForItsOtherBlocks() {
    AddressPolicy all = new AddressPolicy(List.of(Prefix.parse("0.0.0.0/0")), Set.of());
    server.zone(
        "10.o.example",
        """
        1.1.1.10.o.example. 300 TXT "64500 | 10.0.0.0/8 | | | "
        1.2.1.10.o.example. 300 TXT "64502 | 10.1.2.0/24 | | | "
        """);
    try (OriginLookUps wide = server.lookUps(all)) {
      assertThat(eventually(wide, "10.1.1.1").asn()).isEqualTo(64500);
      assertThat(eventually(wide, "10.1.2.1").asn()).isEqualTo(64502);
    }
  }

  @Test
  void anAnswerIsAskedForAgainWhenItsTimeIsOver() {
    named("192.0.2.1");
    server.asked.clear();
    server.now = server.now.plus(OriginLookUps.TTL_MIN).minusMillis(1);
    named("192.0.2.1");
    assertThat(server.asked).isEmpty();

    server.now = server.now.plusMillis(1);
    named("192.0.2.1");
    assertThat(asked()).contains("1.2.0.192.o.example");
  }

  @Test
  void addressesThatAreNotPublicAreNeverAskedAbout() {
    try (OriginLookUps strict = server.lookUps(AddressPolicy.PUBLIC_ONLY)) {
      Set<String> notPublic =
          Set.of(
              "10.0.0.1",
              "192.168.1.1",
              "127.0.0.1",
              "169.254.1.1",
              "192.0.2.1",
              "100.64.0.1",
              "::1",
              "fe80::1",
              "fd00::1",
              "2001:db8::1",
              "::ffff:10.0.0.1",
              "64:ff9b::a00:1");
      assertThat(strict.of(notPublic)).isEmpty();
    }
    assertThat(server.dns().questions()).isZero();
  }

  @Test
  void whatComesTooLateIsLeftOutAndIsThereForTheNext() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    server.twist(answer -> {
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return answer;
    });

    assertThat(owners.of(Set.of("192.0.2.1"))).isEmpty();
    held.countDown();
    assertThat(eventually(owners, "192.0.2.1").asn()).isEqualTo(64500);
  }

  @Test
  void manyWhoWantTheSameAskOnce() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      threads.add(Thread.ofVirtual().start(() -> eventually(owners, "192.0.2.1")));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    named("192.0.2.1");

    // One question for the origin, one for the name; a slow machine sends either twice.
    assertThat(server.asked).hasSizeBetween(2, 4);
  }

  @Test
  void beyondTheBudgetOwnersAreAbsentUntilTheMinuteIsOver() throws InterruptedException {
    AddressPolicy all = new AddressPolicy(List.of(Prefix.parse("0.0.0.0/0")), Set.of());
    Set<String> many = new LinkedHashSet<>();
    for (int i = 0; i < OriginLookUps.LOOK_UPS_A_MINUTE_MAX + 60; i++) {
      many.add("11." + i / 250 + "." + i % 250 + ".1");
    }
    try (OriginLookUps busy = server.lookUps(all)) {
      untilAsked(OriginLookUps.LOOK_UPS_A_MINUTE_MAX, busy, many);
      busy.of(many);
      assertThat(asked()).hasSize(OriginLookUps.LOOK_UPS_A_MINUTE_MAX);

      server.now = server.now.plus(Duration.ofMinutes(1));
      untilAsked(many.size(), busy, many);
    }
  }

  private void untilAsked(int names, Owners busy, Set<String> many) {
    while (asked().size() < names) {
      assertThat(busy.of(many)).isEmpty();
    }
  }

  @Test
  void aPoisonedAnswerIsRefusedAndAskedForAgainLater() {
    server.twist(answer -> {
      answer.removeAllRecords(Section.ANSWER);
      add(answer, answer.getQuestion().getName(), "64666 | 198.51.100.0/24 | XX | x | x");
      return answer;
    });
    untilAsked(1, owners, Set.of("192.0.2.1"));
    assertThat(owners.of(Set.of("192.0.2.1"))).isEmpty();

    server.twist(answer -> answer);
    server.now = server.now.plus(OriginLookUps.FAILURE_TTL);
    assertThat(eventually(owners, "192.0.2.1").asn()).isEqualTo(64500);
    assertThat(eventually(owners, "198.51.100.7").asn()).isEqualTo(64501);
  }

  @Test
  void recordsOfAnotherNameAreNoAnswer() {
    server.twist(answer -> {
      answer.removeAllRecords(Section.ANSWER);
      add(answer, Name.fromConstantString("other.example."), "64666 | 192.0.2.0/24 | | |");
      return answer;
    });
    untilAsked(1, owners, Set.of("192.0.2.1"));

    assertThat(owners.of(Set.of("192.0.2.1"))).isEmpty();
  }

  @Test
  void aGiantAnswerIsReadNoFurtherThanItsBound() {
    server.dns().truncating();
    server.twist(answer -> {
      boolean origin = answer.getQuestion().getName().toString().contains(".o.");
      if (origin) {
        answer.removeAllRecords(Section.ANSWER);
        for (int i = 0; i < 200; i++) {
          add(answer, answer.getQuestion().getName(), "x".repeat(250) + i);
        }
      }
      return answer;
    });
    untilAsked(1, owners, Set.of("192.0.2.1"));

    assertThat(owners.of(Set.of("192.0.2.1"))).isEmpty();
  }

  private static void add(org.xbill.DNS.Message answer, Name name, String text) {
    answer.getHeader().setRcode(Rcode.NOERROR);
    answer.addRecord(new TXTRecord(name, DClass.IN, 300, text), Section.ANSWER);
  }

  @Test
  void aFailureIsNotAskedForAgainAtOnce() {
    server.dns().rcode(Rcode.SERVFAIL);
    Set<String> address = Set.of("192.0.2.1");
    while (server.dns().questions() == 0) {
      owners.of(address);
    }
    owners.of(address);
    int before = server.dns().questions();
    for (int i = 0; i < 10; i++) {
      assertThat(owners.of(address)).isEmpty();
    }
    assertThat(server.dns().questions()).isEqualTo(before);
  }

  @Test
  void aSecondResolverIsAskedWhenTheFirstDoesNotKnow() {
    OriginServer broken = new OriginServer();
    broken.dns().rcode(Rcode.REFUSED);
    try (broken) {
      server.network.map("192.0.2.54", 53, broken.dns().port());
      OriginClient client =
          new OriginClient(
              server.network,
              List.of(
                  new Endpoint(Addresses.parse("192.0.2.54"), 53),
                  new Endpoint(Addresses.parse("192.0.2.53"), 53)));

      assertThat(client.ask(OriginServer.ZONES.name(64500)))
          .isEqualTo(
              new OriginClient.Said.Texts(
                  List.of("64500 | NO | ripencc | 2001-01-01 | Example, NO"), 300));
      assertThat(client.answered()).isTrue();
    }
  }

  @Test
  void whetherResolversAnswerAtAllIsKnownSoThatNobodyWaitsForThem() {
    Endpoint nowhere = new Endpoint(Addresses.parse("192.0.2.55"), 53);
    server.network.unroute("192.0.2.55");
    OriginClient client = new OriginClient(server.network, List.of(nowhere));

    assertThat(client.answered()).isTrue();
    assertThat(client.ask(OriginServer.ZONES.name(64500)))
        .isEqualTo(new OriginClient.Said.Failed());
    assertThat(client.answered()).isFalse();
  }

  @Test
  void whenItIsClosedNothingIsAskedAnyMore() {
    owners.close();

    assertThat(owners.of(Set.of("192.0.2.1"))).isEmpty();
    assertThat(server.asked).isEmpty();
  }
}
