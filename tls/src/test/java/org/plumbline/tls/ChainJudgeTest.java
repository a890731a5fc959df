package org.plumbline.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.tls.TestCertificates.Held;

class ChainJudgeTest {
  private static final Instant NOW = Instant.parse("2024-10-01T12:00:00Z");
  private static final Held ROOT = TestCertificates.authority("CN=Root A,O=Trust Works");
  private static final Held MIDDLE =
      TestCertificates.named("CN=A1,O=Trust Works").authority().by(ROOT);
  private static final Held STRANGER = TestCertificates.authority("CN=Stranger");
  private static final Held LEAF = leaf().by(MIDDLE);

  private static TestCertificates.Maker leaf() {
    return TestCertificates.named("CN=shop").dns("shop.test", "*.shop.test");
  }

  private static TestCertificates.Maker old() {
    return leaf().valid(NOW.minus(Duration.ofDays(90)), Duration.ofDays(89));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        row("sound", "shop.test", chain(LEAF, MIDDLE)),
        row("root sent as well", "shop.test", chain(LEAF, MIDDLE, ROOT)),
        row("another order and doubles", "shop.test", chain(LEAF, ROOT, MIDDLE, LEAF, MIDDLE)),
        row("another tenant's", "pay.test", chain(LEAF, MIDDLE), Code.NAME_MISMATCH),
        row("expired", "shop.test", chain(old().by(MIDDLE), MIDDLE), Code.EXPIRED),
        row(
            "expired and another's",
            "pay.test",
            chain(old().by(MIDDLE), MIDDLE),
            Code.NAME_MISMATCH,
            Code.EXPIRED),
        row(
            "from tomorrow",
            "shop.test",
            chain(leaf().valid(NOW.plus(Duration.ofHours(2)), Duration.ofDays(9)).by(ROOT)),
            Code.NOT_YET_VALID),
        row(
            "unknown authority, root sent",
            "shop.test",
            chain(leaf().by(STRANGER), STRANGER),
            Code.UNKNOWN_ISSUER),
        row("unknown authority", "shop.test", chain(leaf().by(STRANGER)), Code.UNKNOWN_ISSUER),
        row(
            "unknown, expired and another's",
            "pay.test",
            chain(old().by(STRANGER), STRANGER),
            Code.UNKNOWN_ISSUER,
            Code.NAME_MISMATCH,
            Code.EXPIRED),
        row("vouches for itself", "shop.test", chain(leaf().selfSigned()), Code.SELF_SIGNED),
        row(
            "a default certificate",
            "pay.test",
            chain(TestCertificates.named("CN=localhost").selfSigned()),
            Code.SELF_SIGNED,
            Code.NAME_MISMATCH),
        row("intermediate missing", "shop.test", chain(LEAF), Code.INCOMPLETE_CHAIN),
        row(
            "intermediate missing, says where it is",
            "shop.test",
            chain(leaf().locatesIssuer().by(TestCertificates.authority("CN=X1"))),
            Code.INCOMPLETE_CHAIN),
        row(
            "for clients only",
            "shop.test",
            chain(leaf().purpose(KeyPurposeId.id_kp_clientAuth).by(MIDDLE), MIDDLE),
            Code.NOT_PERMITTED),
        row(
            "issued by a leaf",
            "shop.test",
            chain(leaf().by(LEAF), LEAF, MIDDLE),
            Code.NOT_PERMITTED),
        row("a short key", "shop.test", chain(leaf().rsa(1024).by(MIDDLE), MIDDLE), Code.WEAK));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void eachFaultHasItsCodeAndTheOthersAreKept(
      String what, String name, List<X509Certificate> chain, List<Code> codes) {
    Optional<Failure> failure = judge(chain, name);
    List<Code> got =
        failure
            .map(f -> Stream.concat(Stream.of(f.code()), f.also().stream()).toList())
            .orElse(List.of());
    assertThat(got).as(what + " " + failure).isEqualTo(codes);
  }

  /** The founding habit of monitors: alarms for ballast beside a path that stands. */
  @Test
  void anExpiredCrossSignBesideAPathThatStandsIsBallast() {
    Held old =
        TestCertificates.named("CN=Old Root")
            .authority()
            .valid(NOW.minus(Duration.ofDays(900)), Duration.ofDays(897))
            .selfSigned();
    Held crossed =
        TestCertificates.named("CN=Root A,O=Trust Works")
            .authority()
            .valid(NOW.minus(Duration.ofDays(900)), Duration.ofDays(897))
            .crossing(ROOT, old);
    ChainJudge judge =
        new ChainJudge(new TrustStore(List.of(old.certificate(), ROOT.certificate())));
    assertThat(judge.judge(chain(LEAF, MIDDLE, crossed), "shop.test", NOW)).isEmpty();
  }

  @Test
  void theReasonNamesWhatTheCertificateIsFor() {
    assertThat(judge(chain(LEAF, MIDDLE), "pay.test").map(Failure::raw))
        .contains("not for pay.test but for shop.test, *.shop.test");
  }

  @Test
  void aMomentDecidesToTheSecond() {
    Held leaf = leaf().valid(NOW.minus(Duration.ofDays(9)), Duration.ofDays(9)).by(ROOT);
    ChainJudge judge = new ChainJudge(new TrustStore(List.of(ROOT.certificate())));
    assertThat(judge.judge(chain(leaf), "shop.test", NOW)).isEmpty();
    assertThat(judge.judge(chain(leaf), "shop.test", NOW.plusSeconds(1)).map(Failure::code))
        .contains(Code.EXPIRED);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.test, SHOP.test, true",
    "*.shop.test, www.shop.test, true",
    "*.shop.test, shop.test, false",
    "*.shop.test, a.b.shop.test, false",
    "w*.shop.test, www.shop.test, false",
    "*, shop, false",
    "*.test, shop.test, false",
    "*.xn--bcher-kva.test, www.xn--bcher-kva.test, true",
    "*.under.test, my_shop.under.test, true"
  })
  void aWildcardIsOneWholeLabel(String presented, String name, boolean matches) {
    assertThat(HostNames.matches(presented, name)).isEqualTo(matches);
  }

  @Test
  void anAddressIsComparedAsAnAddress() {
    Held leaf =
        TestCertificates.named("CN=198.51.100.7")
            .address("2001:db8::7")
            .dns("198.51.100.7")
            .by(ROOT);
    assertThat(HostNames.covers(leaf.certificate(), "2001:db8:0:0::7")).isTrue();
    assertThat(HostNames.covers(leaf.certificate(), "198.51.100.7")).isFalse();
  }

  @Test
  void theSubjectAloneIsNoName() {
    Held leaf = TestCertificates.named("CN=shop.test").by(ROOT);
    assertThat(judge(chain(leaf), "shop.test").map(Failure::code)).contains(Code.NAME_MISMATCH);
  }

  @Test
  void theRecordDescribesTheCertificate() {
    var described = Certificates.describe(LEAF.certificate());
    assertThat(described.subject()).isEqualTo("shop");
    assertThat(described.issuer()).isEqualTo("A1");
    assertThat(described.names()).containsExactly("shop.test", "*.shop.test");
    assertThat(described.key()).isEqualTo("EC256");
    assertThat(described.sha256()).hasSize(64);
    assertThat(described.serial()).matches("[0-9a-f]+");
  }

  private static Optional<Failure> judge(List<X509Certificate> chain, String name) {
    return new ChainJudge(new TrustStore(List.of(ROOT.certificate()))).judge(chain, name, NOW);
  }

  private static Arguments row(
      String what, String name, List<X509Certificate> chain, Code... codes) {
    return Arguments.of(what, name, chain, List.of(codes));
  }

  private static List<X509Certificate> chain(Held... held) {
    return Arrays.stream(held).map(Held::certificate).toList();
  }
}
