package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.incident.Emission;
import org.plumbline.engine.incident.Engine;
import org.plumbline.engine.incident.Policy;
import org.plumbline.model.Entry;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Facts;
import org.plumbline.store.Judged;
import org.plumbline.store.Store;
import org.plumbline.store.TestClock;
import org.plumbline.store.embedded.EmbeddedStore;
import org.plumbline.wire.Wire;

/** {@code plumb export}, beside the server whose folder it reads. */
final class ExportCommandTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:01.000Z");

  private final TestClock clock = new TestClock(START);
  private final Path folder;
  private final Store store;

  ExportCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.store = EmbeddedStore.open(folder.resolve("data"), clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void append(Entry... entries) {
    store.log().append(Stream.of(entries).map(it -> new EntryLine(it, Wire.write(it))).toList());
  }

  private List<String> exported(String... options) {
    Path out = folder.resolve("out.jsonl");
    List<String> arguments =
        new ArrayList<>(
            List.of("export", "--data", folder.resolve("data") + "", "--out", out + ""));
    arguments.addAll(List.of(options));
    Ran ran = Ran.plumb(arguments.toArray(String[]::new));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    try {
      return Files.readAllLines(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> kinds(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceFirst("^\\{\"kind\":\"([a-z]+)\".*", "$1"))
        .toList();
  }

  /** Two vantages see a shop that works, and then does not, minute by minute. */
  private void outage() {
    append(
        Facts.service("shop", "Shop"),
        Facts.vantage("home-1", "Oslo"),
        Facts.vantage("home-2", "Rome"));
    for (int minute = 1; minute <= 5; minute++) {
      clock.move(Duration.ofMinutes(1));
      append(Facts.measurement("home-1", 1, minute), Facts.measurement("home-2", 1, minute));
    }
  }

  @Test
  void everythingIsARecordingThatJudgesToTheSameBytes() throws Exception {
    outage();
    Engine engine = new Engine(Policy.standard());
    List<String> said = new ArrayList<>();
    List<Logged> log = LogStream.of(store.log()).toList();
    for (Logged logged : log) {
      Emission emission = engine.accept(logged);
      for (Incident incident : emission.incidents()) {
        said.add(new String(Wire.write(incident), StandardCharsets.UTF_8));
      }
    }
    List<String> lines = exported();
    assertThat(lines)
        .isEqualTo(
            log.stream().map(it -> new String(Wire.write(it), StandardCharsets.UTF_8)).toList());
    Path incidents = folder.resolve("incidents.jsonl");
    assertThat(
            Ran.plumb("replay", folder.resolve("out.jsonl") + "", "--out", incidents + "").status())
        .isZero();
    assertThat(Files.readAllLines(incidents)).isEqualTo(said);
  }

  @Test
  void aStretchBeginsWithWhatStoodBefore() {
    outage();
    List<String> lines = exported("--since", START.plusSeconds(150).toString());

    assertThat(kinds(lines)).startsWith("service", "vantage", "vantage");
    assertThat(lines.subList(0, 3)).noneMatch(line -> line.contains("receivedAt"));
    assertThat(kinds(lines).stream().filter("measurement"::equals)).hasSize(6);
    assertThat(
            kinds(exported("--until", START.plusSeconds(150).toString())).stream()
                .filter("measurement"::equals))
        .hasSize(4);
  }

  @Test
  void anIncidentIsWrittenWithTheFactsAroundIt() {
    outage();
    clock.move(Duration.ofHours(5));
    append(Facts.measurement("home-1", 1, 6));
    Instant end = START.plus(Duration.ofMinutes(4));
    store
        .truth()
        .commit(
            new Judged(
                store.log().end(),
                end,
                List.of(
                    Facts.incident("a", 1, Incident.State.OPEN, end, "shop"),
                    Facts.incident("b", 1, Incident.State.OPEN, end, "shop"),
                    Facts.incident("a", 2, Incident.State.RESOLVED, end, "shop")),
                List.of(),
                List.of(),
                Map.of()));

    List<String> lines = exported("--incident", "a");
    assertThat(kinds(lines).stream().filter("incident"::equals)).hasSize(2);
    assertThat(kinds(lines).stream().filter("measurement"::equals)).hasSize(8);
    assertThat(kinds(exported()).stream().filter("incident"::equals)).hasSize(3);
  }

  @Test
  void whatIsNotThereIsSaid() {
    String data = folder.resolve("data") + "";
    Ran none = Ran.plumb("export", "--data", folder.resolve("none") + "");
    assertThat(none.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(none.err()).contains("log.db is not there").contains("--data");
    assertThat(folder.resolve("none")).doesNotExist();
    Ran unknown = Ran.plumb("export", "--data", data, "--incident", "none");
    assertThat(unknown.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(unknown.err()).contains("there is no incident none");
    Ran badTime = Ran.plumb("export", "--data", data, "--since", "noon");
    assertThat(badTime.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(badTime.err()).contains("a time is written").contains("noon");
    assertThat(Ran.plumb("export", "--data", data, "--format", "xml").status())
        .isEqualTo(ExitStatus.WRONG_USAGE);
  }

  @Test
  void aShellCanCompleteTheCommands() {
    assertThat(Ran.plumb("completion", "bash").out())
        .contains("complete -F _complete_plumb", "export", "--incident");
    assertThat(Ran.plumb("completion", "zsh").out()).contains("bashcompinit");
    assertThat(Ran.plumb("completion", "fish").status()).isEqualTo(ExitStatus.WRONG_USAGE);
  }
}
