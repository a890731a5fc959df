package org.plumbline.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A rule that names a known case is a defect: no name of a recorded outage stands in the rooms that
 * judge or probe.
 */
@Tag("shared")
class LiteralsTest {
  private static final Set<String> ROOMS = Set.of("engine", "probe", "dns", "tls", "agent");
  private static final Pattern NAME = Pattern.compile("\"(?:[a-z0-9_-]+\\.)+[a-z][a-z0-9-]+\"");
  private static final Pattern PROVIDER =
      Pattern.compile("\"(?:provider|isp|operator|owner)\":\"([^\"]{5,})\"");
  private static final Pattern ASN = Pattern.compile("\"(?:asn|originAsn|peerAsn)\":(\\d+)");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+\\.?");

  /** Words of protocols and platforms that look like names. */
  private static final Set<String> PROTOCOL =
      Set.of(
          "id.server",
          "hostname.bind",
          "version.bind",
          "version.server",
          "in-addr.arpa",
          "ip6.arpa");

  @Test
  void noLiteralNamesAKnownCase() throws IOException {
    Set<String> known = knownNames();
    assertThat(known).hasSizeGreaterThan(100);
    List<String> found = new ArrayList<>();
    for (Repository.TextFile file : judged()) {
      boolean java = file.path().endsWith(".java");
      for (String line : file.lines()) {
        for (String text : java ? literals(line) : List.of(line.strip())) {
          if (known.contains(text.toLowerCase(Locale.ROOT))) {
            found.add(file.path() + ": " + text);
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<Repository.TextFile> judged() {
    return Stream.of(".java", ".txt", ".zone", ".yaml", ".json", ".properties", ".hints", ".root")
        .flatMap(ending -> Repository.files(ending).stream())
        .filter(file -> file.path().contains("/src/main/") && ROOMS.contains(file.room()))
        .toList();
  }

  private static List<String> literals(String line) {
    List<String> literals = new ArrayList<>();
    Matcher matcher = LITERAL.matcher(line);
    while (matcher.find()) {
      literals.add(matcher.group(1));
    }
    return literals;
  }

  private static Set<String> knownNames() throws IOException {
    Path shared = Path.of(System.getProperty("plumb.shared", "../../shared"));
    Set<String> names = new HashSet<>();
    try (Stream<Path> recordings = Files.list(shared.resolve("arena/dev"))) {
      for (Path file : recordings.filter(f -> f.toString().endsWith(".gz")).sorted().toList()) {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          collect(new String(in.readAllBytes(), StandardCharsets.UTF_8), names);
        }
      }
    }
    Matcher words = WORD.matcher(Files.readString(shared.resolve("outages/dev.yaml")));
    while (words.find()) {
      if (words.group().matches(".*[a-z]{2,}\\.?$")) {
        names.add(words.group().replaceFirst("\\.$", "").toLowerCase(Locale.ROOT));
      }
    }
    names.removeIf(name -> name.endsWith("root-servers.net"));
    names.removeAll(PROTOCOL);
    return names;
  }

  private static void collect(String text, Set<String> names) {
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      names.add(name.group().substring(1, name.group().length() - 1));
    }
    Matcher provider = PROVIDER.matcher(text);
    while (provider.find()) {
      names.add(provider.group(1).toLowerCase(Locale.ROOT));
    }
    Matcher asn = ASN.matcher(text);
    while (asn.find()) {
      names.add("as" + asn.group(1));
    }
  }
}
