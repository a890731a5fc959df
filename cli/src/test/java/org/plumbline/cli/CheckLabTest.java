package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --lab} and {@code judge}, over the real sockets of the founding case's world. */
final class CheckLabTest {
  private static final String WORLD = "mashery-2024-10-01@10m";
  private static final String HOST = "developer.mashery.com";

  @Test
  void aHitVantageNamesTheServersAndJudgeSaysTheSame(@TempDir Path folder) throws IOException {
    Ran check = Ran.plumb("check", "--json", "--lab", WORLD, "--from", "us-chi-comcast-1", HOST);
    assertThat(check.status()).isEqualTo(ExitStatus.FAULT);
    List<String> records = check.out().lines().toList();
    assertThat(records.getFirst()).startsWith("{\"kind\":\"service\"");
    assertThat(records.get(1)).startsWith("{\"kind\":\"vantage\"");
    String verdict = records.getLast();
    assertThat(verdict)
        .contains("dns-authoritative-wrong-data", "ns65.worldnic.com", "ns66.worldnic.com")
        .contains("\"name_mismatch\"", "\"undetermined\":false");
    judgeSaysTheSame(check, folder);
  }

  @Test
  void judgeSaysTheSameOfASparedVantage(@TempDir Path folder) throws IOException {
    Ran check =
        Ran.plumb("check", "--json", "--lab", WORLD, "--from", "us-nyc-digitalocean-1", HOST);
    assertThat(check.status()).isEqualTo(ExitStatus.OK);
    assertThat(check.out().lines().toList().getLast())
        .contains("\"healthy\":true", "\"undetermined\":false", "\"notes\":[{", "ns65.worldnic.com")
        .doesNotContain("\"cause\"", "\"symptom\"");
    judgeSaysTheSame(check, folder);
  }

  /**
   * {@code judge FILE --json} and {@code judge - --json}: the verdicts of the look, byte by byte.
   */
  private static void judgeSaysTheSame(Ran check, Path folder) throws IOException {
    Path recording = folder.resolve("look.jsonl");
    Files.writeString(recording, check.out());
    Ran ofFile = Ran.plumb("judge", recording.toString(), "--json");
    assertThat(ofFile.status()).isEqualTo(check.status());
    assertThat(ofFile.out().lines().toList()).isEqualTo(verdicts(check));
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(check.out().getBytes(StandardCharsets.UTF_8)));
    try {
      Ran ofInput = Ran.plumb("judge", "-", "--json");
      assertThat(ofInput).isEqualTo(ofFile);
    } finally {
      System.setIn(before);
    }
  }

  private static List<String> verdicts(Ran check) {
    List<String> verdicts =
        check.out().lines().filter(line -> line.startsWith("{\"kind\":\"verdict\"")).toList();
    assertThat(verdicts).hasSize(1);
    return verdicts;
  }

  @Test
  void aSparedVantageIsHealthyWithANote() {
    Ran check = Ran.plumb("check", "--lab", WORLD, "--from", "us-nyc-digitalocean-1", HOST);
    assertThat(check.out())
        .contains("HEALTHY", "note", "2 of 6 name servers", "ns65.worldnic.com")
        .doesNotContain("\u001b");
    assertThat(check.status()).isEqualTo(ExitStatus.OK);
  }
}
