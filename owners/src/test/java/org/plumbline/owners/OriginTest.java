package org.plumbline.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plumbline.net.Addresses;
import org.plumbline.net.Prefix;

class OriginTest {
  private static final InetAddress ADDRESS = Addresses.parse("192.0.2.7");

  private static Origin origin(long asn, String prefix) {
    return new Origin(asn, Prefix.parse(prefix));
  }

  @Test
  void theQuestionIsTheAddressBackwardsBelowItsZone() {
    OriginZones zones = new OriginZones("O.example.", "o6.example", "n.example");

    assertThat(zones.origin(ADDRESS).name()).isEqualTo("7.2.0.192.o.example");
    assertThat(zones.origin(Addresses.parse("2001:db8::1f")).name())
        .isEqualTo("f.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.o6.example");
    assertThat(zones.name(64500).name()).isEqualTo("as64500.n.example");
    assertThat(zones.origin(ADDRESS).type()).isEqualTo("TXT");
  }

  @Test
  void anAnswerNamesSystemAndPrefix() {
    assertThat(Origin.of(ADDRESS, List.of("64500 | 192.0.2.0/24 | NO | ripencc | 2001-01-01")))
        .contains(origin(64500, "192.0.2.0/24"));
    assertThat(Origin.of(ADDRESS, List.of("4294967294 | 192.0.2.0/24 | ")))
        .contains(origin(4_294_967_294L, "192.0.2.0/24"));
    assertThat(Origin.of(ADDRESS, List.of("64500|192.0.2.0/24")))
        .contains(origin(64500, "192.0.2.0/24"));
    assertThat(Origin.of(Addresses.parse("2001:db8::1"), List.of("64500 | 2001:db8::/32 | | | ")))
        .contains(origin(64500, "2001:db8::/32"));
  }

  @Test
  void ofSeveralOriginsTheLongestPrefixThenTheLowestNumberCountsInAnyOrder() {
    List<String> texts =
        List.of(
            "64499 | 192.0.0.0/16 | NO | ripencc | ",
            "64510 64502 64505 | 192.0.2.0/24 | NO | ripencc | ",
            "64503 | 192.0.2.0/24 | NO | ripencc | ");

    assertThat(Origin.of(ADDRESS, texts)).contains(origin(64502, "192.0.2.0/24"));
    assertThat(Origin.of(ADDRESS, texts.reversed())).contains(origin(64502, "192.0.2.0/24"));
  }

  @Test
  void anAnswerAboutOtherAddressesIsNone() {
    assertThat(Origin.of(ADDRESS, List.of("64500 | 198.51.100.0/24 | NO | ripencc | "))).isEmpty();
    assertThat(Origin.of(ADDRESS, List.of("64500 | ::/0 | NO | ripencc | "))).isEmpty();
    assertThat(Origin.of(ADDRESS, List.of("64500 | 192.0.2.8/32 | NO | ripencc | "))).isEmpty();
  }

  @Test
  void garbageIsNone() {
    assertThat(
            Origin.of(
                ADDRESS,
                List.of(
                    "",
                    "|",
                    "| 192.0.2.0/24 |",
                    "NA | 192.0.2.0/24 |",
                    "0 | 192.0.2.0/24 |",
                    "4294967296 | 192.0.2.0/24 |",
                    "99999999999999999999 | 192.0.2.0/24 |",
                    "-5 | 192.0.2.0/24",
                    "64500 | 192.0.2.0/99",
                    "64500 | 192.0.2.0/99999999999999",
                    "64500 | example.com | NO",
                    "64500 | | NO",
                    "v=spf1 -all")))
        .isEmpty();
  }

  @Test
  void randomTextNeverThrows() {
    long seed = 4;
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        text.append(" |0123456789./:\\\"AS\u0000\ud800x".charAt(random.nextInt(22)));
      }
      String hostile = TxtText.of(text.toString());
      assertThat(Origin.of(ADDRESS, List.of(hostile))).as("seed " + seed).isNotNull();
      assertThat(Origin.name(1, List.of(hostile))).as("seed " + seed).isNotNull();
    }
  }

  @Test
  void theNameOfASystemIsTheLastFieldWithoutTheCountry() {
    assertThat(Origin.name(64500, List.of("64500 | NO | ripencc | 2001-01-01 | EXAMPLE-AS, NO")))
        .contains("EXAMPLE-AS");
    assertThat(Origin.name(64500, List.of("64500 | NO | ripencc | | EX - Example, Inc., NO")))
        .contains("EX - Example, Inc.");
    assertThat(Origin.name(64500, List.of("64500 | NO | ripencc | | a | b"))).contains("a | b");
  }

  @Test
  void aNameOfAnotherSystemOrNoneIsNone() {
    assertThat(Origin.name(64500, List.of("64501 | NO | ripencc | | OTHER, NO"))).isEmpty();
    assertThat(Origin.name(64500, List.of("64500 | NO | ripencc | | "))).isEmpty();
    assertThat(Origin.name(64500, List.of("64500", ""))).isEmpty();
  }

  @Test
  void aNameIsCleanedAndCut() {
    assertThat(Origin.name(1, List.of("1 | | | | a\u001b[31mred\u202e" + "x".repeat(500))))
        .hasValueSatisfying(
            name -> assertThat(name).startsWith("a?[31mred?x").hasSize(Owner.NAME_CHARS_MAX));
  }

  @Test
  void aTxtRecordIsItsStringsTogetherWithEscapesUndone() {
    assertThat(TxtText.of("\"64500 | 192\" \".0.2.0/24\"")).isEqualTo("64500 | 192.0.2.0/24");
    assertThat(TxtText.of("\"a\\\"b\\\\c\\195\\152\"")).isEqualTo("a\"b\\c\u00d8");
    assertThat(TxtText.of("\"cut \\19")).isEqualTo("cut 19");
    assertThat(TxtText.of("\\")).isEqualTo("\\");
    assertThat(TxtText.of("\\999")).isNotNull();
  }
}
