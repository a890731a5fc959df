package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Layer;
import org.plumbline.model.Logged;
import org.plumbline.model.Symptom;
import org.plumbline.wire.Recording;

/** The founding case as it was recorded: who was hit names the pair, who was spared is well. */
@Tag("shared")
final class RecordedMasheryTest {
  private static final Symptom FOREIGN = new Symptom(Layer.TLS, Code.NAME_MISMATCH);
  private static final double MOST = 0.9;

  @Test
  void whoIsHitNamesThePairAndWhoIsSparedIsWellWithANote() throws IOException {
    Path recording =
        Path.of(System.getProperty("plumb.shared"), "arena/dev/mashery-2024-10-01.jsonl.gz");
    List<RecordedRuns.Judged> about =
        read(recording)
            .judged()
            .filter(judged -> judged.verdict().target().equals("developer.mashery.com"))
            .toList();
    List<RecordedRuns.Judged> hit =
        about.stream().filter(one -> FOREIGN.equals(one.verdict().symptom())).toList();
    assertThat(hit).hasSizeGreaterThan(50);
    long named =
        hit.stream()
            .map(one -> Objects.requireNonNull(one.verdict().cause()))
            .filter(cause -> cause.category() == Category.DNS_AUTHORITATIVE_WRONG_DATA)
            .filter(
                cause -> cause.entity() != null && cause.entity().id().equals("ns65.worldnic.com"))
            .count();
    assertThat(named).isGreaterThan((long) (MOST * hit.size()));
    assertThat(about)
        .anySatisfy(one -> {
          assertThat(one.verdict().healthy()).isTrue();
          assertThat(one.verdict().notes().toString())
              .contains("ns65.worldnic.com", "ns66.worldnic.com");
        });
  }

  private static RecordedRuns read(Path recording) throws IOException {
    RecordedRuns runs = new RecordedRuns();
    try (RecordingFile file = RecordingFile.of(recording.toString());
        Recording log = file.open(new PrintWriter(Writer.nullWriter()))) {
      for (Logged logged = file.next(log); logged != null; logged = file.next(log)) {
        runs.take(logged.entry());
      }
    }
    return runs;
  }
}
