package org.plumbline.engine.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.diagnose.Controls.Crowd;
import org.plumbline.model.Category;
import org.plumbline.model.Cause;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Family;
import org.plumbline.model.Verdict;

/** One run, one verdict: what the facts of a look come to. */
final class JudgeTest {
  private static final String GOOD = "203.0.113.10";
  private static final String BAD = "198.18.0.66";

  private static Verdict judge(RunStory story) {
    return new Judge().judge(story.run(), Controls.NONE);
  }

  private static Cause blamed(Verdict verdict, Category category) {
    assertThat(verdict.healthy()).as(verdict.explanation()).isFalse();
    Cause cause = verdict.cause();
    assertThat(cause).isNotNull();
    assertThat(cause.category()).as(verdict.explanation()).isEqualTo(category);
    assertThat(verdict.undetermined()).as(verdict.explanation()).isFalse();
    return cause;
  }

  private static RunStory mixedServers() {
    return new RunStory()
        .parent(RunStory.ZONE, "ns1.one.test", "ns2.one.test", "ns1.two.test")
        .server("ns1.one.test", GOOD)
        .server("ns2.one.test", GOOD)
        .server("ns1.two.test", BAD);
  }

  @Test
  void aForeignCertificateAtAWrongAddressIsBlamedOnTheServersThatGiveIt() {
    RunStory story =
        new RunStory()
            .resolver("isp", BAD)
            .shows(BAD, Code.NAME_MISMATCH, RunStory.leaf("tenant.test", 90))
            .parent(RunStory.ZONE, "ns1.one.test", "ns1.two.test")
            .server("ns1.one.test", GOOD)
            .server("ns1.two.test", BAD)
            .beside()
            .resolver("public", GOOD)
            .serves(GOOD);
    Verdict verdict = judge(story);
    Cause cause = blamed(verdict, Category.DNS_AUTHORITATIVE_WRONG_DATA);
    assertThat(cause.entity()).isEqualTo(new Entity(Entity.Kind.NAMESERVER, "ns1.two.test"));
    assertThat(verdict.explanation())
        .contains("certificate of tenant.test", "1 of 2 name servers", "ns1.two.test", BAD)
        .contains("ns1.one.test", GOOD);
  }

  @Test
  void whoIsSparedIsHealthyAndIsToldOfTheWrongServers() {
    RunStory story = new RunStory().resolver("isp", GOOD).serves(GOOD);
    RunStory beside = mixedServers();
    RunFacts run =
        RunStory.run(
            joined(
                story,
                beside,
                new RunStory()
                    .beside()
                    .shows(BAD, Code.NAME_MISMATCH, RunStory.leaf("tenant.test", 90))));
    Verdict verdict = new Judge().judge(run, Controls.NONE);
    assertThat(verdict.healthy()).isTrue();
    assertThat(verdict.notes())
        .anySatisfy(note -> {
          assertThat(note.category()).isEqualTo(Category.DNS_AUTHORITATIVE_WRONG_DATA);
          assertThat(note.text()).contains("1 of 3 name servers", "ns1.two.test");
        });
  }

  @Test
  void theSameForeignCertificateAtEveryAddressIsTheServersOwn() {
    Verdict verdict =
        judge(
            new RunStory()
                .resolver("isp", GOOD)
                .shows(GOOD, Code.NAME_MISMATCH, RunStory.leaf("tenant.test", 90))
                .server("ns1.one.test", GOOD)
                .server("ns2.one.test", GOOD)
                .beside()
                .resolver("public", GOOD));
    blamed(verdict, Category.TLS_WRONG_CERTIFICATE);
  }

  @Test
  void aLeafThatRanOutIsTheLeaf() {
    Cause cause =
        blamed(
            judge(
                new RunStory()
                    .resolver("isp", GOOD)
                    .shows(
                        GOOD, Code.EXPIRED, RunStory.leaf(RunStory.HOST, -2), RunStory.root(99))),
            Category.TLS_LEAF_EXPIRY);
    assertThat(cause.entity())
        .isEqualTo(new Entity(Entity.Kind.CERTIFICATE, "leaf-of-" + RunStory.HOST));
  }

  @Test
  void aChainThatRanOutAboveAGoodLeafIsTheChain() {
    Cause cause =
        blamed(
            judge(
                new RunStory()
                    .resolver("isp", GOOD)
                    .shows(
                        GOOD, Code.EXPIRED, RunStory.leaf(RunStory.HOST, 60), RunStory.root(-1))),
            Category.TLS_CHAIN_OR_ROOT_EXPIRY);
    assertThat(cause.entity()).isEqualTo(new Entity(Entity.Kind.ISSUER, "Old Root"));
  }

  @Test
  void ballastThatRanOutIsANoteWhereTheChainHolds() {
    RunStory story =
        new RunStory()
            .resolver("isp", GOOD)
            .connects(GOOD)
            .tls(
                GOOD,
                new org.plumbline.model.Outcome.Ok(),
                RunStory.leaf(RunStory.HOST, 60),
                RunStory.root(-3))
            .answers(GOOD, 200, Map.of());
    Verdict verdict = judge(story);
    assertThat(verdict.healthy()).isTrue();
    assertThat(verdict.notes())
        .anySatisfy(
            note -> assertThat(note.category()).isEqualTo(Category.TLS_CHAIN_OR_ROOT_EXPIRY));
  }

  @Test
  void aResolverThatFailsAloneIsTheResolver() {
    Cause cause =
        blamed(
            judge(
                new RunStory()
                    .resolverFails("isp", Code.SERVFAIL)
                    .server("ns1.one.test", GOOD)
                    .server("ns2.one.test", GOOD)
                    .beside()
                    .resolver("public", GOOD)
                    .resolver("other", GOOD)
                    .serves(GOOD)),
            Category.DNS_RESOLVER_FAILURE);
    assertThat(cause.entity()).isNotNull();
    assertThat(cause.entity().kind()).isEqualTo(Entity.Kind.RESOLVER);
  }

  @Test
  void aResolverThatStripsATrueAnswerIsTheResolver() {
    blamed(
        judge(
            new RunStory()
                .resolverFails("filter", Code.NODATA)
                .server("ns1.one.test", GOOD)
                .server("ns2.one.test", GOOD)
                .beside()
                .resolver("own", GOOD)
                .serves(GOOD)),
        Category.DNS_RESOLVER_FAILURE);
  }

  @Test
  void serversThatAllRefuseAreDown() {
    Verdict verdict =
        judge(
            new RunStory()
                .resolverFails("isp", Code.SERVFAIL)
                .parent(RunStory.ZONE, "ns1.one.test", "ns2.one.test")
                .serverFails("ns1.one.test", Code.REFUSED)
                .serverFails("ns2.one.test", Code.TIMEOUT)
                .beside()
                .resolverFails("public", Code.SERVFAIL));
    Cause cause = blamed(verdict, Category.DNS_AUTHORITATIVE_DOWN);
    assertThat(cause.entity()).isEqualTo(new Entity(Entity.Kind.DNS_PROVIDER, "one.test"));
    assertThat(verdict.explanation()).contains("2 of 2 name servers of " + RunStory.ZONE);
  }

  @Test
  void oneOfTwoServersDownIsANoteForWhoGetsThrough() {
    Verdict verdict =
        judge(
            new RunStory()
                .resolver("isp", GOOD)
                .serves(GOOD)
                .server("ns1.one.test", GOOD)
                .serverFails("ns2.one.test", Code.TIMEOUT));
    assertThat(verdict.healthy()).isTrue();
    assertThat(verdict.notes()).hasSize(1);
    assertThat(verdict.notes().getFirst().entity())
        .isEqualTo(new Entity(Entity.Kind.NAMESERVER, "ns2.one.test"));
  }

  @Test
  void aParentThatDeniesTheZoneIsALapsedDomain() {
    Cause cause =
        blamed(
            judge(
                new RunStory()
                    .resolverFails("isp", Code.NXDOMAIN)
                    .parent("test", "a.nic.test")
                    .parentFails(RunStory.ZONE, Code.NXDOMAIN)
                    .beside()
                    .resolverFails("public", Code.NXDOMAIN)),
            Category.DOMAIN_EXPIRY_OR_HOLD);
    assertThat(cause.entity()).isEqualTo(new Entity(Entity.Kind.ZONE, RunStory.ZONE));
  }

  @Test
  void aSilentParentIsTheRegistry() {
    Cause cause =
        blamed(
            judge(
                new RunStory()
                    .resolverFails("isp", Code.SERVFAIL)
                    .parent("test", "a.nic.test")
                    .parentFails(RunStory.ZONE, Code.TIMEOUT)
                    .beside()
                    .resolverFails("public", Code.SERVFAIL)),
            Category.DNS_DELEGATION_REGISTRY);
    assertThat(cause.entity()).isEqualTo(new Entity(Entity.Kind.REGISTRY, "test"));
  }

  @Test
  void aDelegationThatMovedToServersWithOtherDataIsALapsedDomain() {
    RunFacts run =
        new RunStory()
            .resolver("isp", BAD)
            .refuses(BAD)
            .parent(RunStory.ZONE, "ns1.parking.test")
            .server("ns1.parking.test", BAD)
            .server("ns1.one.test", GOOD)
            .run();
    Controls controls =
        controls(Set.of(GOOD), Map.of(RunStory.ZONE, Set.of("ns1.one.test")), Crowd.NOBODY);
    blamed(new Judge().judge(run, controls), Category.DOMAIN_EXPIRY_OR_HOLD);
  }

  @Test
  void signaturesThatDoNotHoldAreDnssec() {
    blamed(
        judge(
            new RunStory()
                .resolverSaysBogus("isp")
                .serverBogus("ns1.one.test", GOOD)
                .serverBogus("ns2.one.test", GOOD)),
        Category.DNSSEC_FAILURE);
  }

  @Test
  void aNameWithoutAddressAtAllServersIsTheZonesContent() {
    Verdict verdict =
        judge(
            new RunStory()
                .resolverFails("own", Code.NODATA)
                .parent(RunStory.ZONE, "ns1.one.test", "ns2.one.test")
                .serverFails("ns1.one.test", Code.NODATA)
                .serverFails("ns2.one.test", Code.NODATA));
    blamed(verdict, Category.DNS_AUTHORITATIVE_WRONG_DATA);
    assertThat(verdict.explanation()).contains("exists without an address");
  }

  @Test
  void anAnswerOfFailureIsTheApplicationUnlessAnEdgeGaveIt() {
    blamed(
        judge(new RunStory().resolver("isp", GOOD).secures(GOOD).answers(GOOD, 502, Map.of())),
        Category.APP_BACKEND_FAILURE);
    blamed(
        judge(
            new RunStory()
                .resolver("isp", GOOD)
                .secures(GOOD)
                .answers(GOOD, 503, Map.of("x-cache", "MISS"))),
        Category.CDN_EDGE_FAILURE);
  }

  @Test
  void refusedConnectionsEverywhereAreTheServersNetwork() {
    blamed(
        judge(
            new RunStory()
                .resolver("isp", GOOD)
                .refuses(GOOD)
                .server("ns1.one.test", GOOD)
                .beside()
                .refuses("203.0.113.11")),
        Category.SERVER_NETWORK_CONFIG);
  }

  @Test
  void aNetworkIsNamedByAllThirtyTwoBitsOfItsNumber() {
    RunStory story =
        new RunStory()
            .resolver("isp", GOOD)
            .silent(GOOD)
            .traceEndsIn(GOOD, 4_200_000_001L, 4_294_967_294L);
    Controls others = controls(Set.of(GOOD), Map.of(), new Crowd(6, 3));
    Verdict verdict = new Judge().judge(story.run(), others);
    assertThat(verdict.cause())
        .as(verdict.explanation())
        .extracting("entity")
        .isEqualTo(new Entity(Entity.Kind.ASN, "4294967294"));
    assertThat(verdict.explanation()).contains("AS4294967294");
  }

  @Test
  void aRobotKeptOutIsNoFault() {
    Verdict verdict = judge(new RunStory().resolver("isp", GOOD).secures(GOOD).blocksRobots(GOOD));
    assertThat(verdict.healthy()).isTrue();
    assertThat(verdict.notes()).hasSize(1);
    assertThat(verdict.notes().getFirst().text()).contains("robots");
  }

  @Test
  void aDeadFirstAddressIsANoteWhereTheNextConnects() {
    Verdict verdict = judge(new RunStory().resolver("isp", BAD, GOOD).silent(BAD).serves(GOOD));
    assertThat(verdict.healthy()).isTrue();
    assertThat(verdict.notes())
        .anySatisfy(
            note -> assertThat(note.entity()).isEqualTo(new Entity(Entity.Kind.ADDRESS, BAD)));
  }

  @Test
  void aFamilyThatDoesNotConnectIsANoteAndOneThatConnectsAndFailsIsAFault() {
    var four = new RunStory().resolver("isp", GOOD).serves(GOOD).measurement(Family.V4);
    var dead = new RunStory().resolver("isp", "2001:db8::1").silent("2001:db8::1");
    Verdict noted =
        new Judge().judge(RunStory.run(four, dead.measurement(Family.V6)), Controls.NONE);
    assertThat(noted.healthy()).isTrue();
    assertThat(noted.notes()).anySatisfy(note -> assertThat(note.text()).contains("IPv6"));
    var broken =
        new RunStory()
            .resolver("isp", "2001:db8::1")
            .shows("2001:db8::1", Code.EXPIRED, RunStory.leaf(RunStory.HOST, -1));
    Verdict fault =
        new Judge().judge(RunStory.run(four, broken.measurement(Family.V6)), Controls.NONE);
    assertThat(fault.healthy()).isFalse();
    assertThat(fault.measurement()).isEqualTo("here:1:6");
  }

  @Test
  void whatCouldNotBeMeasuredFromHereIsNeitherWellNorBroken() {
    Verdict verdict = judge(new RunStory().resolver("isp", "2001:db8::1").noRoute("2001:db8::1"));
    assertThat(verdict.healthy()).isNull();
    assertThat(verdict.undetermined()).isTrue();
    assertThat(verdict.cause()).isNotNull();
    assertThat(verdict.cause().category()).isEqualTo(Category.VANTAGE_FAULT);
    assertThat(verdict.explanation()).contains("no IPv6 route");
  }

  @Test
  void aSilentAddressAloneIsUndeterminedAndSaysWhichTestWouldDecide() {
    Verdict verdict = judge(new RunStory().resolver("isp", GOOD).silent(GOOD));
    assertThat(verdict.healthy()).isFalse();
    assertThat(verdict.undetermined()).isTrue();
    assertThat(verdict.next()).isNotNull();
    assertThat(verdict.next().text()).isNotEmpty();
  }

  @Test
  void anExplanationHasAtMostThreeSentencesAndNoCodeWord() {
    Verdict verdict =
        judge(
            new RunStory()
                .resolverFails("isp", Code.SERVFAIL)
                .serverFails("ns1.one.test", Code.TIMEOUT)
                .serverFails("ns2.one.test", Code.TIMEOUT));
    assertThat(verdict.explanation().split("\\. ")).hasSizeLessThanOrEqualTo(3);
    assertThat(verdict.explanation()).doesNotContain("_", "dns-authoritative", "crossover");
  }

  @Test
  void aWalkFromTheRootIsNoResolver() {
    RunStory story =
        new RunStory().walkFails(Code.TIMEOUT).rootServerFails("a.nic.test", Code.TIMEOUT);
    Verdict verdict = judge(story);
    assertThat(verdict.explanation())
        .startsWith(
            "www.shop.test cannot be looked up: no answer on our own walk from the root, because"
                + " 1 of 1 name server of the root (a.nic.test) gives no usable reply.");
    assertThat(judge(new RunStory().walkFails(Code.SERVFAIL)).explanation())
        .startsWith("www.shop.test cannot be looked up: our own walk from the root fails")
        .doesNotContain("resolver own", "by own", "own fails");
  }

  private static Controls controls(
      Set<String> valid, Map<String, Set<String>> delegations, Crowd everyone) {
    Set<String> owners = new java.util.TreeSet<>();
    valid.forEach(address -> owners.addAll(RunAddresses.ownersOf(address, null)));
    return new Controls(
        valid,
        Set.of(),
        owners,
        Map.of(),
        everyone,
        Crowd.NOBODY,
        Crowd.NOBODY,
        Crowd.NOBODY,
        Crowd.NOBODY,
        Crowd.NOBODY,
        new TreeMap<>(delegations),
        Map.of(),
        java.util.List.of(),
        null);
  }

  private static org.plumbline.model.Measurement joined(RunStory... parts) {
    java.util.List<org.plumbline.model.Observation> all = new java.util.ArrayList<>();
    for (RunStory part : parts) {
      all.addAll(part.measurement(Family.V4).observations());
    }
    var first = parts[0].measurement(Family.V4);
    return new org.plumbline.model.Measurement(
        first.id(),
        first.check(),
        first.service(),
        first.vantage(),
        first.at(),
        first.family(),
        first.depth(),
        first.trigger(),
        first.request(),
        first.run(),
        all);
  }
}
