package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong in a person's hands: the message says what and where, the exit status is that of
 * interfaces.md, nobody sees our code, and nothing is lost.
 */
final class MisuseTest {
  private static final String HOST = "developer.mashery.com";
  private static final String WORLD = "mashery-2024-10-01@10m";

  @TempDir private Path folder;

  private static void refused(Ran ran, int status, String... said) {
    assertThat(ran.status()).isEqualTo(status);
    assertThat(ran.err()).startsWith("plumb: ").contains(said);
    assertThat(ran.err()).doesNotContain("Exception", "\tat ");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** The facts of one look at the founding case; its last line is the verdict. */
  private static List<String> look() {
    List<String> lines =
        Ran.plumb("check", "--json", "--lab", WORLD, "--from", "us-chi-comcast-1", HOST)
            .out()
            .lines()
            .toList();
    assertThat(lines).hasSizeGreaterThan(3);
    return lines;
  }

  @Test
  void aPortInUseIsSaidBeforeAnythingIsBroughtUp() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      String listen = "127.0.0.1:" + taken.getLocalPort();
      Ran run = Ran.plumb("lab", "run", "quiet-day", "--json", "--listen", listen);
      refused(run, ExitStatus.FAULT, "cannot listen on " + listen, "in use", "--listen");
      assertThat(run.out()).isEmpty();
      Ran up = Ran.plumb("up", "--listen", listen, "--data", folder.resolve("none").toString());
      refused(up, ExitStatus.FAULT, "cannot listen on " + listen, "in use", "--listen");
      assertThat(folder.resolve("none")).doesNotExist();
    }
  }

  @Test
  void anUnreadableLineIsNamedAndTheRestIsJudged() throws IOException {
    List<String> lines = new ArrayList<>(look());
    String verdict = lines.removeLast();
    lines.add(2, "{\"kind\":\"measurement\",\"id\":");
    lines.add(4, lines.get(3).replaceFirst("\"at\":\"[^\"]*\"", "\"at\":\"at noon\""));
    lines.add("no JSON at all");
    Path hurt = file("hurt.jsonl", String.join("\n", lines));
    Ran judge = Ran.plumb("judge", hurt.toString(), "--json");
    assertThat(judge.status()).isEqualTo(ExitStatus.FAULT); // of the service, and not of the lines
    assertThat(judge.out().strip()).isEqualTo(verdict);
    Path out = folder.resolve("incidents.jsonl");
    Ran replay = Ran.plumb("replay", hurt.toString(), "--out", out.toString());
    assertThat(replay.status()).isEqualTo(ExitStatus.OK);
    for (Ran ran : List.of(judge, replay)) {
      assertThat(ran.err().lines())
          .satisfiesExactly(
              third -> assertThat(third).startsWith(named(hurt, 3)).contains("not JSON"),
              fifth -> assertThat(fifth).startsWith(named(hurt, 5)).contains("/at", "RFC 3339"),
              last -> assertThat(last).startsWith(named(hurt, lines.size())).contains("not JSON"));
    }
    Path whole = file("whole.jsonl", String.join("\n", look()));
    Path same = folder.resolve("same.jsonl");
    assertThat(Ran.plumb("replay", whole.toString(), "--out", same.toString()).err()).isEmpty();
    assertThat(out).hasSameBinaryContentAs(same);
  }

  private static String named(Path file, int line) {
    return "plumb: %s line %d is passed over: ".formatted(file, line);
  }

  @Test
  void aRecordingThatIsCutShortIsJudgedAsFarAsItGoes() throws IOException {
    List<String> lines = look();
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed, true)) {
      gzip.write(text);
      gzip.flush();
      gzip.write(new byte[1 << 16]);
    }
    int end = packed.size() - 16;
    Path cut = folder.resolve("cut.jsonl.gz");
    Files.write(cut, Arrays.copyOf(packed.toByteArray(), end));
    Ran judge = Ran.plumb("judge", cut.toString(), "--json");
    refused(judge, ExitStatus.WRONG_USAGE, cut + " cannot be read beyond its first");
    assertThat(judge.out().strip()).isEqualTo(lines.getLast());
    Path out = folder.resolve("incidents.jsonl");
    Ran replay = Ran.plumb("replay", cut.toString(), "--out", out.toString());
    refused(replay, ExitStatus.WRONG_USAGE, cut + " cannot be read beyond its first");
    assertThat(out).exists();
  }

  @Test
  void whatIsNoRecordingIsRefused() throws IOException {
    String junk = file("junk", "this is no record\n").toString();
    String missing = folder.resolve("missing").toString();
    for (String command : List.of("judge", "replay")) {
      refused(Ran.plumb(command, junk), ExitStatus.WRONG_USAGE, "line 1", "no readable record");
      refused(Ran.plumb(command, missing), ExitStatus.WRONG_USAGE, missing, "no such file");
      refused(Ran.plumb(command, folder.toString()), ExitStatus.WRONG_USAGE, "directory");
    }
  }

  @Test
  void aBrokenScenarioIsRefusedWithFileLineKeyAndRule() throws IOException {
    String right = Files.readString(Path.of("../scripts/twins/driftwood.yaml"));
    broken(right.replace("length: 15m", "length: [15m"), "not readable as YAML");
    broken(right.replace("seed: 4711", "sead: 4711"), "sead is not known here; known: ", "seed");
    broken(
        right.replace("lat: 59.91", "lat: 159.91"),
        "places.oslo.lat must be a number from -90 to 90, was '159.91'");
    String two = right.replace("loss: 0.9%", "loss: lots").replace("length: 15m", "length: 15");
    assertThat(
            broken(
                two,
                "length must be a duration such as 45m or 2h, from 1m to 6h, was '15'",
                "vantages.pt-lis-tejonet-1.loss must be a share such as 0.6%, was 'lots'"))
        .hasLineCount(3); // two wrong values are two complaints
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    refused(
        Ran.plumb("lab", "run", binary.toString()), ExitStatus.WRONG_USAGE, "not text in UTF-8");
  }

  /**
   * Both commands that read a scenario say the same of it; the line is where the change was made.
   */
  private String broken(String yaml, String... said) throws IOException {
    List<String> right = Files.readAllLines(Path.of("../scripts/twins/driftwood.yaml"));
    List<String> lines = yaml.lines().toList();
    int line = 1;
    while (lines.get(line - 1).equals(right.get(line - 1))) {
      line++;
    }
    Path file = file("broken.yaml", yaml);
    Ran run = Ran.plumb("lab", "run", file.toString(), "--json", "--listen", "127.0.0.1:0");
    Ran check = Ran.plumb("check", "--lab", file.toString(), "--from", "x", "readers.example");
    refused(run, ExitStatus.WRONG_USAGE, said);
    assertThat(run.err()).containsPattern("(broken.yaml:|begins in line )%d\\b".formatted(line));
    assertThat(check).isEqualTo(run);
    return run.err().strip();
  }

  @Test
  void anUnknownScenarioOrVantageSaysWhatThereIs() {
    refused(
        Ran.plumb("check", "--lab", "nowhere", "--from", "x", HOST),
        ExitStatus.WRONG_USAGE,
        "no scenario nowhere",
        "quiet-day");
    refused(
        Ran.plumb("lab", "run", "nowhere", "--json"),
        ExitStatus.WRONG_USAGE,
        "no scenario nowhere",
        "quiet-day");
    refused(
        Ran.plumb("check", "--lab", WORLD, "--from", "nobody", HOST),
        ExitStatus.WRONG_USAGE,
        "no vantage nobody",
        "us-chi-comcast-1");
    refused(
        Ran.plumb("check", "--lab", WORLD, HOST),
        ExitStatus.WRONG_USAGE,
        "--from VANTAGE",
        "us-chi-comcast-1");
    refused(
        Ran.plumb("check", "--lab", "quiet-day@99h", "--from", "x", HOST),
        ExitStatus.WRONG_USAGE,
        "lasts 15m");
    refused(
        Ran.plumb("check", "--from", "us-chi-comcast-1", HOST), ExitStatus.WRONG_USAGE, "--lab");
  }

  @Test
  void aRecordingThatCannotBeWrittenIsSaidBeforeTheRun() {
    Path nowhere = folder.resolve("no/such/folder/run.jsonl.gz");
    refused(
        Ran.plumb("lab", "run", "quiet-day", "--json", "--record", nowhere.toString()),
        ExitStatus.WRONG_USAGE,
        "cannot write " + nowhere,
        "no such file or folder");
  }
}
