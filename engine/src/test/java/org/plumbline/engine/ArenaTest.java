package org.plumbline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bars over the recordings of the shared folder, scored by its own scorer. */
@Tag("shared")
class ArenaTest {
  @TempDir Path out;

  @Test
  void theEngineBeatsAQuorumOnEveryFigure() throws Exception {
    Path arena = Path.of(System.getProperty("plumb.shared"), "arena");
    List<Path> recordings;
    try (Stream<Path> files = Files.list(arena.resolve("dev"))) {
      recordings = files.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList();
    }
    for (Path recording : recordings) {
      String name = recording.getFileName().toString().replace(".jsonl.gz", ".jsonl");
      try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(out.resolve(name)))) {
        Replay.replay(recording, to);
      }
    }
    Map<String, Double> score = score(arena);
    assertThat(score.get("recall")).isGreaterThanOrEqualTo(0.90);
    assertThat(score.get("precision")).isGreaterThanOrEqualTo(0.90);
    assertThat(score.get("final_category_top1")).isGreaterThanOrEqualTo(0.50);
    assertThat(score.get("final_entity_top1")).isGreaterThanOrEqualTo(0.45);
  }

  private Map<String, Double> score(Path arena) throws Exception {
    Process scorer =
        new ProcessBuilder(
                "python3",
                arena.resolve("score.py").toString(),
                "--truth",
                arena.resolve("dev").toString(),
                "--incidents",
                out.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(scorer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(scorer.waitFor()).as(text).isZero();
    TreeMap<String, Double> score = new TreeMap<>();
    for (String line : text.substring(text.indexOf("-- total")).split("\n", -1)) {
      String[] words = line.trim().split("\\s+", -1);
      if (words.length == 2 && words[1].matches("-?[0-9.]+")) {
        score.put(words[0], Double.valueOf(words[1]));
      }
    }
    return score;
  }
}
