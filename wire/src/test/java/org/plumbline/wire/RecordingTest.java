package org.plumbline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Logged;
import org.plumbline.model.Tick;

class RecordingTest {
  private static final Instant START = Instant.parse("2024-10-01T11:00:03Z");
  private final List<String> complaints = new ArrayList<>();
  @TempDir Path folder;

  @Test
  void aRecordingShuffledWithinTheBoundAndDoubledIsTheSameLog() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      lines.add(heartbeat("v" + i % 7, i, START.plusMillis(i * 500L)));
    }
    List<Logged> straight = read(write(lines));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> shuffled = new ArrayList<>(lines);
    for (int from = 0; from < shuffled.size(); from += 100) {
      Collections.shuffle(shuffled.subList(from, from + 100), random);
    }
    shuffled.addAll(550, lines.subList(500, 550));
    assertThat(read(write(shuffled))).as("seed %d", seed).isEqualTo(straight);
    assertThat(complaints).isEmpty();
  }

  @Test
  void ticksComeOnWholeTensAfterAllThatCameUntilThen() throws IOException {
    List<Logged> log =
        read(
            write(
                List.of(
                    heartbeat("a", 1, START),
                    heartbeat("a", 2, Instant.parse("2024-10-01T11:00:10Z")),
                    heartbeat("a", 3, Instant.parse("2024-10-01T11:00:31Z")))));
    assertThat(log.stream().map(logged -> logged.entry() instanceof Tick ? "tick" : "fact"))
        .containsExactly("fact", "fact", "tick", "tick", "tick", "fact");
    assertThat(log.get(2).receivedAt()).isEqualTo(Instant.parse("2024-10-01T11:00:10Z"));
  }

  @Test
  void aRecordingWithTicksGetsNoneAdded() throws IOException {
    String tick =
        """
        {"kind":"tick","at":"2024-10-01T11:00:20.000Z","receivedAt":"2024-10-01T11:00:20.000Z"}\
        """;
    List<Logged> log =
        read(
            write(
                List.of(heartbeat("a", 1, START), tick, heartbeat("a", 2, START.plusSeconds(60)))));
    assertThat(log).hasSize(3);
  }

  @Test
  void aRecordWithoutTimeOfArrivalTakesThatOfTheOneBefore() throws IOException {
    String bare = "{\"kind\":\"vantage\",\"id\":\"a\"}";
    List<Logged> log =
        read(write(List.of(bare, heartbeat("a", 1, START), bare.replace("\"a\"", "\"b\""))));
    assertThat(log).extracting(Logged::receivedAt).containsOnly(START);
    assertThat(log).hasSize(3);
  }

  @Test
  void unreadableLinesAreToldWithTheirNumberAndPassedOver() throws IOException {
    List<Logged> log =
        read(write(List.of(heartbeat("a", 1, START), "nonsense", "", heartbeat("a", 2, START))));
    assertThat(log).hasSize(2);
    assertThat(complaints).singleElement().asString().startsWith("2 not JSON");
  }

  @Test
  void gzipIsRecognised() throws IOException {
    Path plain = write(List.of(heartbeat("a", 1, START), heartbeat("b", 1, START)));
    Path zipped = folder.resolve("zipped");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      Files.copy(plain, out);
    }
    assertThat(read(zipped)).isEqualTo(read(plain));
  }

  @Test
  void aLineBeyondTheBoundIsPassedOverWithoutBeingHeld() throws IOException {
    String huge = "x".repeat(3 * Wire.LINE_BYTES_MAX);
    assertThat(read(write(List.of(huge, heartbeat("a", 1, START))))).hasSize(1);
    assertThat(complaints).singleElement().asString().startsWith("1 longer than");
  }

  private Path write(List<String> lines) throws IOException {
    Path file = folder.resolve("recording-" + lines.hashCode());
    Files.write(file, String.join("\n", lines).getBytes(UTF_8));
    return file;
  }

  private List<Logged> read(Path file) throws IOException {
    List<Logged> log = new ArrayList<>();
    try (Recording recording =
        Recording.open(file, (number, reason) -> complaints.add(number + " " + reason))) {
      for (Logged next = recording.next(); next != null; next = recording.next()) {
        log.add(next);
      }
    }
    return log;
  }

  private static String heartbeat(String vantage, int epoch, Instant receivedAt) {
    String time = Wire.write(receivedAt);
    return """
    {"kind":"heartbeat","vantage":"%s","at":"%s","epoch":%d,"receivedAt":"%s"}\
    """
        .formatted(vantage, time, epoch, time);
  }
}
