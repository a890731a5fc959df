package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code check --lab} and {@code judge}, over the real sockets of the founding case's world. */
final class CheckLabTest {
  private static final String WORLD = "mashery-2024-10-01@10m";
  private static final String HOST = "developer.mashery.com";

  private record Ran(int status, String out, String err) {}

  private static Ran plumb(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Plumb.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int status = command.execute(arguments);
    return new Ran(status, out.toString(), err.toString());
  }

  @Test
  void aHitVantageNamesTheServersAndJudgeSaysTheSame(@TempDir Path folder) throws IOException {
    Ran check = plumb("check", "--json", "--lab", WORLD, "--from", "us-chi-comcast-1", HOST);
    assertThat(check.status()).isEqualTo(ExitStatus.FAULT);
    List<String> records = check.out().lines().toList();
    assertThat(records.getFirst()).startsWith("{\"kind\":\"service\"");
    assertThat(records.get(1)).startsWith("{\"kind\":\"vantage\"");
    String verdict = records.getLast();
    assertThat(verdict)
        .contains("dns-authoritative-wrong-data", "ns65.worldnic.com", "ns66.worldnic.com")
        .contains("\"name_mismatch\"", "\"undetermined\":false");
    Path recording = folder.resolve("look.jsonl");
    Files.writeString(recording, check.out());
    Ran judge = plumb("judge", recording.toString(), "--json");
    assertThat(judge.status()).isEqualTo(ExitStatus.FAULT);
    assertThat(judge.out().strip()).isEqualTo(verdict);
  }

  @Test
  void aSparedVantageIsHealthyWithANote() {
    Ran check = plumb("check", "--lab", WORLD, "--from", "us-nyc-digitalocean-1", HOST);
    assertThat(check.out())
        .contains("HEALTHY", "note", "2 of 6 name servers", "ns65.worldnic.com")
        .doesNotContain("\u001b");
    assertThat(check.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void anUnknownScenarioOrVantageSaysWhatThereIs() {
    Ran scenario = plumb("check", "--lab", "nowhere", "--from", "x", HOST);
    assertThat(scenario.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(scenario.err()).contains("nowhere", "quiet-day");
    Ran vantage = plumb("check", "--lab", WORLD, "--from", "nobody", HOST);
    assertThat(vantage.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(vantage.err()).contains("nobody", "us-chi-comcast-1");
    Ran late = plumb("check", "--lab", "quiet-day@99h", "--from", "x", HOST);
    assertThat(late.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(late.err()).contains("lasts");
  }

  @Test
  void judgeRefusesWhatIsNoRecording(@TempDir Path folder) throws IOException {
    Path junk = folder.resolve("junk");
    Files.writeString(junk, "this is no record\n");
    Ran judged = plumb("judge", junk.toString());
    assertThat(judged.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(judged.err()).contains("line 1", "no readable record");
    assertThat(plumb("judge", folder.resolve("missing").toString()).err()).contains("no such file");
  }
}
