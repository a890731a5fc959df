package org.plumbline.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Answer;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Observation;
import org.plumbline.model.Question;
import org.plumbline.net.Deadline;
import org.plumbline.net.LoopbackNetwork;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** A small internet: root, two top-level domains, a shop whose servers lie under both. */
class WalkerTest {
  private static final String SOA = " 300 SOA ns.x. h.x. 2024 3600 600 86400 60\n";
  private static final RootHints ROOTS =
      RootHints.parse(". NS r.root.\nr.root. A 192.0.2.1@5300\n");

  private final List<ScriptedDns> servers = new ArrayList<>();
  private final Map<String, ScriptedDns> named = new LinkedHashMap<>();
  private final LoopbackNetwork network = new LoopbackNetwork(Duration.ofMillis(250));
  private final ReferralCache cache =
      new ReferralCache(InstantSource.fixed(Instant.parse("2024-10-01T10:00:00Z")));

  @BeforeEach
  void world() throws IOException {
    server("192.0.2.1", 5300)
        .zone(
            ".",
            "."
                + SOA
                + """
                com 86400 NS a.com-servers.net.
                com 86400 NS b.com-servers.net.
                net 86400 NS a.com-servers.net.
                a.com-servers.net 86400 A 192.0.2.11
                b.com-servers.net 86400 A 192.0.2.12
                org 86400 NS a.org-servers.org.
                a.org-servers.org 86400 A 192.0.2.13
                """);
    for (String address : List.of("192.0.2.11", "192.0.2.12")) {
      server(address, 53)
          .zone(
              "com",
              "com"
                  + SOA
                  + """
                  shop.com 3600 NS ns1.shop.com.
                  shop.com 3600 NS ns2.dnshost.org.
                  shop.com 3600 DS 1 13 2 0000000000000000000000000000000000000000000000000000000000000000
                  ns1.shop.com 3600 A 192.0.2.21
                  loop1.com 3600 NS ns.loop2.com.
                  loop2.com 3600 NS ns.loop1.com.
                  dead.com 3600 NS ns1.dead.com.
                  ns1.dead.com 3600 A 192.0.2.66
                  """)
          .zone("net", "net" + SOA + "a.com-servers.net 3600 A 192.0.2.11");
    }
    server("192.0.2.13", 53)
        .zone(
            "org",
            "org"
                + SOA
                + """
                dnshost.org 3600 NS ns1.dnshost.org.
                ns1.dnshost.org 3600 A 192.0.2.31
                cdn.org 3600 NS ns1.dnshost.org.
                """);
    server("192.0.2.21", 53).zone("shop.com", shop("198.51.100.1", "ns3.dnshost.org."));
    server("192.0.2.22", 53).zone("shop.com", shop("198.51.100.1", "ns3.dnshost.org."));
    server("192.0.2.23", 53).zone("shop.com", shop("203.0.113.9", "ns3.dnshost.org."));
    server("192.0.2.31", 53)
        .zone(
            "dnshost.org",
            "dnshost.org"
                + SOA
                + """
                ns1.dnshost.org 3600 A 192.0.2.31
                ns2.dnshost.org 3600 A 192.0.2.22
                ns3.dnshost.org 3600 A 192.0.2.23
                """)
        .zone("cdn.org", "cdn.org" + SOA + "edge.cdn.org 20 A 198.51.100.77");
    network.silence("192.0.2.66");
  }

  private static String shop(String address, String third) {
    return "shop.com"
        + SOA
        + """
        shop.com 3600 NS ns1.shop.com.
        shop.com 3600 NS %s
        ns1.shop.com 3600 A 192.0.2.21
        www.shop.com 60 A %s
        cdn.shop.com 60 CNAME edge.cdn.org.
        a.shop.com 60 CNAME b.shop.com.
        b.shop.com 60 CNAME a.shop.com.
        """
            .formatted(third, address);
  }

  private ScriptedDns server(String address, int port) throws IOException {
    ScriptedDns server = new ScriptedDns();
    servers.add(server);
    named.put(address, server);
    network.map(address, port, server.port());
    return server;
  }

  private ScriptedDns at(String address) {
    return Objects.requireNonNull(named.get(address));
  }

  @AfterEach
  void close() throws IOException {
    for (ScriptedDns server : servers) {
      server.close();
    }
  }

  @Test
  void everyServerThatParentOrChildNamesIsAskedAndTheDissenterShows() {
    Walk walk = walk("www.shop.com");
    assertThat(walk.answer().attempt().outcome().ok()).isTrue();
    assertThat(walk.answer().answers()).extracting(Answer::data).containsExactly("198.51.100.1");
    assertThat(answersByServer(walk, "shop.com"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ns1.shop.com", "198.51.100.1",
                "ns2.dnshost.org", "198.51.100.1",
                "ns3.dnshost.org", "203.0.113.9"));
  }

  @Test
  void allParentsOfTheLastCutAreAskedAndOneAboveIt() {
    Walk walk = walk("www.shop.com");
    assertThat(delegations(walk, "com")).hasSize(1);
    List<Observation.Delegation> last = delegations(walk, "shop.com");
    assertThat(last).hasSize(2);
    assertThat(last)
        .allSatisfy(cut -> {
          assertThat(cut.nameservers()).containsExactly("ns1.shop.com", "ns2.dnshost.org");
          assertThat(cut.ttl()).isEqualTo(3600);
          assertThat(cut.ds()).isTrue();
          assertThat(cut.glue()).hasSize(1);
        });
  }

  @Test
  void theChildSaysItsOwnServersAndSerial() {
    assertThat(authorities(walk("www.shop.com"), "shop.com"))
        .allSatisfy(said -> {
          assertThat(said.aa()).isTrue();
          assertThat(said.serial()).isEqualTo(2024L);
          assertThat(said.nameservers()).containsExactly("ns1.shop.com", "ns3.dnshost.org");
        });
  }

  @Test
  void anAliasIntoAnotherTopLevelDomainIsFollowedFromTheRoot() {
    Walk walk = walk("cdn.shop.com");
    assertThat(walk.answer().answers())
        .extracting(Answer::data)
        .containsExactly("edge.cdn.org", "198.51.100.77");
    assertThat(answersByServer(walk, "cdn.org")).containsEntry("ns1.dnshost.org", "198.51.100.77");
    assertThat(answersByServer(walk, "shop.com")).containsEntry("ns1.shop.com", "edge.cdn.org");
  }

  @Test
  void aliasesInARingAreALoop() {
    assertThat(failure(walk("a.shop.com").answer()).code()).isEqualTo(Code.LOOP);
  }

  @Test
  void serversThatNeedEachOthersAddressesEndTheWalk() {
    Walk walk = walk("www.loop1.com");
    assertThat(failure(walk.answer()).code()).isEqualTo(Code.SERVFAIL);
    assertThat(authorities(walk, "loop1.com"))
        .singleElement()
        .satisfies(said -> assertThat(failure(said).code()).isEqualTo(Code.NODATA));
  }

  @Test
  void aSilentServerIsATimeoutAtItsOwnStep() {
    Walk walk = walk("www.dead.com");
    assertThat(failure(walk.answer()).code()).isEqualTo(Code.TIMEOUT);
    assertThat(authorities(walk, "dead.com"))
        .singleElement()
        .satisfies(said -> assertThat(failure(said).code()).isEqualTo(Code.TIMEOUT));
  }

  @Test
  void anotherServerAnswersWhereTheFirstRefuses() {
    at("192.0.2.21").rcode(Rcode.REFUSED);
    Walk walk = walk("www.shop.com");
    assertThat(walk.answer().attempt().outcome().ok()).isTrue();
    assertThat(authorities(walk, "shop.com"))
        .filteredOn(said -> said.failure() != null)
        .singleElement()
        .satisfies(said -> assertThat(failure(said).code()).isEqualTo(Code.REFUSED));
  }

  @Test
  void aServerThatDoesNotServeTheZoneIsLame() {
    at("192.0.2.22")
        .twist(answer -> {
          answer.removeAllRecords(Section.ANSWER);
          answer.getHeader().unsetFlag(Flags.AA);
          return answer;
        });
    assertThat(authorities(walk("www.shop.com"), "shop.com"))
        .filteredOn(said -> said.failure() != null)
        .singleElement()
        .satisfies(said -> assertThat(failure(said).code()).isEqualTo(Code.LAME));
  }

  @Test
  void aNameThatTheParentDoesNotKnowIsNxdomainOfTheParentZone() {
    Walk walk = walk("www.gone.com");
    assertThat(failure(walk.answer()).code()).isEqualTo(Code.NXDOMAIN);
    assertThat(authorities(walk, "com")).isNotEmpty();
    assertThat(authorities(walk, "com"))
        .allSatisfy(said -> assertThat(said.rcode()).isEqualTo("NXDOMAIN"));
  }

  @Test
  void aSecondWalkWithinAMinuteSparesTheRoot() {
    walk("www.shop.com");
    int before = at("192.0.2.1").questions();
    walk("www.shop.com");
    assertThat(at("192.0.2.1").questions()).isEqualTo(before);
  }

  @Test
  void aWalkOfManyBrokenServersKeepsItsDeadline() {
    named.values().forEach(ScriptedDns::silent);
    Walk walk = walk("www.shop.com");
    assertThat(failure(walk.answer()).code()).isEqualTo(Code.TIMEOUT);
  }

  private Walk walk(String name) {
    return new Walker(network, ROOTS, cache)
        .walk(
            new Question(name, "A"), Duration.ofSeconds(2), Deadline.after(Duration.ofSeconds(5)));
  }

  private static Map<String, String> answersByServer(Walk walk, String zone) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (Observation.Authority said : authorities(walk, zone)) {
      String name = Objects.requireNonNull(Objects.requireNonNull(said.server()).name());
      answers.put(name, said.answers().getLast().data());
    }
    return answers;
  }

  private static List<Observation.Authority> authorities(Walk walk, String zone) {
    return walk.facts().stream()
        .filter(fact -> fact instanceof Observation.Authority said && said.zone().equals(zone))
        .map(Observation.Authority.class::cast)
        .toList();
  }

  private static List<Observation.Delegation> delegations(Walk walk, String zone) {
    return walk.facts().stream()
        .filter(fact -> fact instanceof Observation.Delegation cut && cut.zone().equals(zone))
        .map(Observation.Delegation.class::cast)
        .toList();
  }

  private static Failure failure(Observation observation) {
    @Nullable Failure failure = observation.failure();
    return Objects.requireNonNull(failure, () -> "no failure: " + observation);
  }
}
