package org.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

final class ResolverTest extends TinyTest {
  private static final String PARENTAL = "192.0.2.53";
  private static final String CHILDLIKE = "192.0.2.54";

  private static final String MIXED =
      """
      phases:
        - at: 5m
          text: another server comes beside the right one
          change: {delegations: {example.com: {servers: [ns.example.com, ns.other.org]}}}
        - at: 15m
          text: the right one alone again
          change: {delegations: {example.com: {servers: [ns.example.com]}}}
      """;

  @Test
  void anAnswerComesFromTheRootDown() throws Exception {
    open(file(""));
    Message response = client("v1").ask(PARENTAL, "www.example.com", Type.A);
    assertThat(Client.addresses(response)).containsExactly("198.51.100.80");
    assertThat(response.getHeader().getFlag(Flags.RA)).isTrue();
    assertThat(response.getHeader().getFlag(Flags.AA)).isFalse();
  }

  @Test
  void aDelegationWithoutGlueIsResolved() throws Exception {
    open(file(""));
    assertThat(Client.addresses(client("v1").ask(PARENTAL, "www.glueless.com", Type.A)))
        .containsExactly("198.51.100.80");
  }

  @Test
  void aliasesAreFollowed() throws Exception {
    open(file(""));
    Message response = client("v1").ask(PARENTAL, "alias.example.com", Type.A);
    assertThat(response.getSection(Section.ANSWER).getFirst().getType()).isEqualTo(Type.CNAME);
    assertThat(Client.addresses(response)).containsExactly("198.51.100.80");
  }

  @Test
  void theTtlCountsDownOnTheClockAndAnEntryIsRenewedWhenItIsOver() throws Exception {
    open(file(""));
    long before = ttl();
    List<Long> ttls = new ArrayList<>();
    for (int second = 1; second <= 60; second++) {
      at(Duration.ofSeconds(second));
      long ttl = ttl();
      assertThat(ttl == before - 1 || (before == 1 && ttl == 60)).isTrue();
      ttls.add(ttl);
      before = ttl;
    }
    assertThat(ttls).contains(1L, 60L);
  }

  private long ttl() throws Exception {
    return client("v1")
        .ask(PARENTAL, "www.example.com", Type.A)
        .getSection(Section.ANSWER)
        .getFirst()
        .getTTL();
  }

  @Test
  void aChangedRecordIsSeenWithinItsTtlAndNotByEverybodyAtOnce() throws Exception {
    open(
        file(
            """
            phases:
              - at: 10m
                text: the site moves
                change:
                  zones:
                    example.com: |
                      many 300 A 198.51.100.81
            """));
    at(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(many()).containsOnly("198.51.100.80");
    at(Duration.ofMinutes(15));
    assertThat(many()).containsOnly("198.51.100.81");
    int differing = 0;
    for (int second = 600; second < 900; second += 5) {
      at(Duration.ofSeconds(second));
      differing += many().stream().distinct().count() > 1 ? 1 : 0;
    }
    assertThat(differing).isPositive();
  }

  private List<String> many() throws Exception {
    List<String> answers = new ArrayList<>();
    for (String resolver : List.of(PARENTAL, CHILDLIKE)) {
      answers.addAll(Client.addresses(client("v1").ask(resolver, "many.example.com", Type.A)));
    }
    return answers;
  }

  @Test
  void aResolverThatKeepsTheChildsSetStaysWithTheServersThatNameThemselves() throws Exception {
    open(file(MIXED));
    List<String> child = minutes(CHILDLIKE);
    int caught = child.indexOf("198.51.100.99");
    assertThat(caught).isBetween(6, 14);
    // Right servers are asked no more: every answer renews the set.
    assertThat(child.subList(caught, child.size())).containsOnly("198.51.100.99");
  }

  @Test
  void aResolverThatKeepsTheParentsSetComesAndGoesAndIsRightWhenTheParentIs() throws Exception {
    open(file(MIXED));
    List<String> parent = minutes(PARENTAL);
    assertThat(parent.subList(0, 5)).containsOnly("198.51.100.80");
    assertThat(parent.subList(6, 16)).contains("198.51.100.80", "198.51.100.99");
    assertThat(parent.subList(19, 30)).containsOnly("198.51.100.80");
  }

  @Test
  void aColdLookSeesWhatARunHasComeTo() throws Exception {
    open(file(MIXED));
    List<String> run = minutes(CHILDLIKE);
    List<String> other = minutes(PARENTAL);
    for (int minute = 0; minute < 30; minute += 3) {
      open(file(MIXED));
      at(Duration.ofMinutes(minute));
      assertThat(answer(PARENTAL)).isEqualTo(other.get(minute));
      assertThat(answer(CHILDLIKE)).isEqualTo(run.get(minute));
    }
  }

  private List<String> minutes(String resolver) throws Exception {
    List<String> answers = new ArrayList<>();
    for (int minute = 0; minute < 30; minute++) {
      at(Duration.ofMinutes(minute));
      answers.add(answer(resolver));
    }
    return answers;
  }

  private String answer(String resolver) throws Exception {
    return Client.addresses(client("v1").ask(resolver, "www.example.com", Type.A)).getFirst();
  }

  @Test
  void refusalsOfAllServersAreServfailWithAReason() throws Exception {
    open(
        file(
            """
            phases:
              - at: 5m
                text: the server refuses
                change: {servers: {ns.example.com: {says: [{rcode: REFUSED}]}}}
            """));
    assertThat(client("v1").ask(PARENTAL, "www.example.com", Type.A).getRcode())
        .isEqualTo(Rcode.NOERROR);
    at(Duration.ofMinutes(7));
    Message query = Message.newQuery(Record.newRecord(name("www.example.com."), Type.A, 1));
    query.addRecord(new org.xbill.DNS.OPTRecord(1_232, 0, 0), Section.ADDITIONAL);
    Message response = client("v1").ask(PARENTAL, query);
    assertThat(response.getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(response.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR))
        .first()
        .isInstanceOfSatisfying(
            ExtendedErrorCodeOption.class, error -> assertThat(error.getErrorCode()).isEqualTo(22));
  }

  @Test
  void aResolverThatFailsMakesUpWhatTheFileSays() throws Exception {
    open(
        file(
            """
            phases:
              - at: 5m
                text: the resolver lies
                change:
                  resolvers:
                    parental:
                      answers: |
                        www.example.com. 60 A 192.0.2.66
                      rcodes: {glueless.com: REFUSED}
            """));
    at(Duration.ofMinutes(5));
    Message made = client("v1").ask(PARENTAL, "www.example.com", Type.A);
    assertThat(made.getSection(Section.ANSWER).getFirst().rdataToString()).isEqualTo("192.0.2.66");
    assertThat(client("v1").ask(PARENTAL, "www.glueless.com", Type.A).getRcode())
        .isEqualTo(Rcode.REFUSED);
    assertThat(answer(CHILDLIKE)).isEqualTo("198.51.100.80");
  }

  @Test
  void whatTheCacheHeldAtTheStartStandsAsLongAsTheFileSays() throws Exception {
    open(
        file("")
            .replace(
                "keeps: child}",
                "keeps: child, cache: [{zone: example.com, nameservers: [ns.other.org], until: 8m}]}"));
    List<String> answers = minutes(CHILDLIKE);
    assertThat(answers.subList(0, 8)).containsOnly("198.51.100.99");
    assertThat(answers.subList(10, 30)).containsOnly("198.51.100.80");
  }

  @Test
  void aNameThatIsNotThereIsNxdomainWithTheSoa() throws Exception {
    open(file(""));
    Message response = client("v1").ask(PARENTAL, "nothing.example.com", Type.A);
    assertThat(response.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(response.getSection(Section.AUTHORITY).getFirst().getType()).isEqualTo(Type.SOA);
    assertThat(client("v1").ask(PARENTAL, "www.example.com", Type.AAAA).getRcode())
        .isEqualTo(Rcode.NOERROR);
    assertThat(client("v1").ask(PARENTAL, "www.nosuch", Type.A).getRcode())
        .isEqualTo(Rcode.NXDOMAIN);
  }

  private static org.xbill.DNS.Name name(String text) throws Exception {
    return org.xbill.DNS.Name.fromString(text);
  }
}
