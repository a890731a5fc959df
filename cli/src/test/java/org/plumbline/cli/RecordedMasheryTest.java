package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Layer;
import org.plumbline.model.Symptom;

/** The founding case as it was recorded: who was hit names the pair, who was spared is well. */
@Tag("shared")
final class RecordedMasheryTest {
  private static final Symptom FOREIGN = new Symptom(Layer.TLS, Code.NAME_MISMATCH);
  private static final double MOST = 0.9;

  @Test
  void whoIsHitNamesThePairAndWhoIsSparedIsWellWithANote() {
    Path recording =
        Path.of(System.getProperty("plumb.shared"), "arena/dev/mashery-2024-10-01.jsonl.gz");
    List<RecordedRuns.Judged> about =
        RecordedRuns.read(recording, (line, reason) -> {})
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
}
