package org.plumbline.owners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersFileTest {
  @TempDir Path folder;

  private static Map<String, Object> asMaxMindSays(long asn, String name) {
    return Map.of("autonomous_system_number", asn, "autonomous_system_organization", name);
  }

  private Owners maxMind(String name, int version, Map<String, Map<String, Object>> blocks)
      throws IOException, UnusableFile {
    MaxMindFile file = new MaxMindFile(version);
    blocks.forEach(file::put);
    return OwnersFile.open(file.write(folder.resolve(name), "Test-ASN"));
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("owners.csv"), text);
  }

  private List<String> complaints(String text) throws IOException {
    try {
      OwnersFile.open(csv(text)).close();
      return List.of();
    } catch (UnusableFile e) {
      return e.complaints().stream().map(it -> it.replace(folder.toString(), "")).toList();
    }
  }

  @Nested
  class OfMaxMind implements OwnersContract {
    @Override
    public Owners owners() {
      try {
        return maxMind(
            "contract.mmdb",
            6,
            Map.of(
                "192.0.2.0/24", asMaxMindSays(64500, "Example"),
                "2001:db8:1::/48", asMaxMindSays(64500, "Example"),
                "198.51.100.0/24", Map.of("autonomous_system_number", 64501L)));
      } catch (IOException | UnusableFile e) {
        throw new AssertionError(e);
      }
    }
  }

  @Nested
  class OfCsv implements OwnersContract {
    @Override
    public Owners owners() {
      try {
        return OwnersFile.open(
            csv(
                """
                prefix,asn,owner,country
                192.0.2.0/24,64500,Example,NO
                2001:db8:1::/48,AS64500,"Example",
                198.51.100.0/24,64501
                """));
      } catch (IOException | UnusableFile e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void otherMakersSpellingsAreRead() throws IOException, UnusableFile {
    Owners owners =
        maxMind(
            "makers.mmdb",
            6,
            Map.of(
                "192.0.2.0/25", Map.of("asn", "AS64500", "as_name", "Example Net", "country", "NO"),
                "192.0.2.128/25", Map.of("asn", 64501L, "name", "Other"),
                "198.51.100.0/25", Map.of("traits", asMaxMindSays(64502, "Below")),
                "198.51.100.128/25", Map.of("as", Map.of("asn", 64503L, "org", "Deep")),
                "203.0.113.0/24", Map.of("asn", "none", "as_name", "Nobody")));

    assertThat(
            owners.of(
                Set.of(
                    "192.0.2.1", "192.0.2.129", "198.51.100.1", "198.51.100.129", "203.0.113.1")))
        .isEqualTo(
            Map.of(
                "192.0.2.1", new Owner(64500, "Example Net"),
                "192.0.2.129", new Owner(64501, "Other"),
                "198.51.100.1", new Owner(64502, "Below"),
                "198.51.100.129", new Owner(64503, "Deep")));
  }

  @Test
  void aDatabaseOfTheOldFamilyAloneKnowsNothingOfTheNew() throws IOException, UnusableFile {
    Owners owners = maxMind("v4.mmdb", 4, Map.of("192.0.2.0/24", asMaxMindSays(64500, "Example")));

    assertThat(owners.of(Set.of("192.0.2.1", "2001:db8::1"))).containsOnlyKeys("192.0.2.1");
  }

  @Test
  void aDatabaseOfSomethingElseIsRefused() {
    assertThatThrownBy(
            () -> maxMind("city.mmdb", 6, Map.of("192.0.2.0/24", Map.of("city", "Oslo"))))
        .isInstanceOf(UnusableFile.class)
        .hasMessageEndingWith("must have numbers of autonomous systems; it is of type Test-ASN");
  }

  @Test
  void brokenAndUnknownFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mmdb"), "no database");
    Path none = Files.write(folder.resolve("none.mmdb"), new byte[0]);
    Path other = Files.writeString(folder.resolve("owners.txt"), "192.0.2.0/24,64500");

    assertThatThrownBy(() -> OwnersFile.open(text))
        .hasMessageContaining("text.mmdb: is no MaxMind");
    assertThatThrownBy(() -> OwnersFile.open(none))
        .hasMessageContaining("none.mmdb: is no MaxMind");
    assertThatThrownBy(() -> OwnersFile.open(other))
        .hasMessageContaining("must be a .mmdb or .csv");
    assertThatThrownBy(() -> OwnersFile.open(folder.resolve("away.csv")))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("away.csv: cannot be read");
  }

  @Test
  void aDatabaseThatIsCutAnywhereIsRefusedOrKnowsLessAndNeverThrows()
      throws IOException, UnusableFile {
    maxMind("whole.mmdb", 6, Map.of("192.0.2.0/24", asMaxMindSays(64500, "Example"))).close();
    byte[] whole = Files.readAllBytes(folder.resolve("whole.mmdb"));
    for (int from = 0; from < whole.length; from += 7) {
      byte[] hurt = whole.clone();
      for (int i = from; i < Math.min(from + 5, hurt.length); i++) {
        hurt[i] = (byte) 0xff;
      }
      Path file = Files.write(folder.resolve("hurt.mmdb"), hurt);
      try (Owners owners = OwnersFile.open(file)) {
        assertThat(owners.of(Set.of("192.0.2.1", "2001:db8::1"))).hasSizeLessThanOrEqualTo(2);
      } catch (UnusableFile e) {
        assertThat(e).hasMessageContaining("hurt.mmdb");
      }
    }
  }

  @Test
  void theLongestPrefixOwnsAnAddress() throws IOException, UnusableFile {
    Owners owners =
        OwnersFile.open(
            csv(
                """
                # the order does not matter
                192.0.2.128/25,64502,Half
                192.0.0.0/16,64500,Wide
                192.0.2.200,64503,One
                192.0.2.0/24,64501,Narrow

                ::/0,64510,Anyone
                2001:db8::/32,64511,Documents
                """));

    assertThat(
            owners.of(Set.of("192.0.9.9", "192.0.2.1", "192.0.2.199", "192.0.2.200", "193.0.0.1")))
        .isEqualTo(
            Map.of(
                "192.0.9.9", new Owner(64500, "Wide"),
                "192.0.2.1", new Owner(64501, "Narrow"),
                "192.0.2.199", new Owner(64502, "Half"),
                "192.0.2.200", new Owner(64503, "One")));
    assertThat(owners.of(Set.of("2001:db8::1", "2001:db9::1")))
        .isEqualTo(
            Map.of(
                "2001:db8::1", new Owner(64511, "Documents"),
                "2001:db9::1", new Owner(64510, "Anyone")));
  }

  @Test
  void aNameMayHaveCommasAndQuotes() throws IOException, UnusableFile {
    Owners owners =
        OwnersFile.open(csv("192.0.2.0/24, 64500 , \"Example, \"\"the\"\" Inc.\" , NO\n"));

    assertThat(owners.of(Set.of("192.0.2.1")))
        .isEqualTo(Map.of("192.0.2.1", new Owner(64500, "Example, \"the\" Inc.")));
  }

  @Test
  void everyBrokenLineIsSaidWithItsNumberAndTheRule() throws IOException {
    assertThat(
            complaints(
                """
                prefix,asn,owner,country
                192.0.2.0/33,64500,A
                example.com,64500,A
                192.0.2.0/24,0,A
                192.0.2.0/24,4294967296,A
                192.0.2.0/24,64500,A,Norway
                192.0.2.0/24
                192.0.2.0/24,64500,"A
                192.0.2.0/24,64500,A,NO,more
                198.51.100.0/24,64500,A
                198.51.100.0/24,64501,B
                198.51.100.0/24,64500,A
                """))
        .containsExactly(
            "/owners.csv:2: prefix must be like 192.0.2.0/24 or 2001:db8::/32, was '192.0.2.0/33'",
            "/owners.csv:3: prefix must be like 192.0.2.0/24 or 2001:db8::/32, was 'example.com'",
            "/owners.csv:4: asn must be a whole number from 1 to 4294967295, was '0'",
            "/owners.csv:5: asn must be a whole number from 1 to 4294967295, was '4294967296'",
            "/owners.csv:6: country must be two letters or nothing, was 'Norway'",
            "/owners.csv:7: must be prefix,asn,owner,country, the last two optional,"
                + " was '192.0.2.0/24'",
            "/owners.csv:8: must be prefix,asn,owner,country, the last two optional,"
                + " was '192.0.2.0/24,64500,\"A'",
            "/owners.csv:9: must be prefix,asn,owner,country, the last two optional,"
                + " was '192.0.2.0/24,64500,A,NO,more'",
            "/owners.csv:11: prefix must have one owner, and has another above,"
                + " was '198.51.100.0/24'");
  }

  @Test
  void emptyFilesOtherEncodingsAndFloodsOfErrorsAreRefused() throws IOException {
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "192.0.2.0/24,64500,\u00d8st".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(complaints("prefix,asn,owner,country\n# nothing\n"))
        .containsExactly("/owners.csv: must have at least one line of prefix,asn,owner,country");
    assertThatThrownBy(() -> OwnersFile.open(latin)).hasMessageEndingWith("must be text in UTF-8");
    assertThat(complaints("broken\n".repeat(100))).hasSize(21);
  }

  @Test
  void aTableOfManyPrefixesIsReadRight() throws IOException, UnusableFile {
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      int block = i * 37 + 0x010000;
      table
          .append(block >> 16 & 0xff)
          .append('.')
          .append(block >> 8 & 0xff)
          .append('.')
          .append(block & 0xff)
          .append(".0/24,")
          .append(1 + i % 70_000)
          .append(",Owner\n");
    }
    Owners owners = OwnersFile.open(csv(table.toString()));

    assertThat(owners.of(Set.of("1.0.0.9", "1.0.37.1")))
        .isEqualTo(Map.of("1.0.0.9", new Owner(1, "Owner"), "1.0.37.1", new Owner(2, "Owner")));
  }
}
