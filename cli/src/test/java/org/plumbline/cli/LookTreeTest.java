package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads, held against golden files; how they are written says STYLE.md. */
final class LookTreeTest {
  private static final int COLUMNS = 80;
  private static final boolean WRITE = "write".equals(System.getProperty("plumb.golden"));

  private static Look.Seen look(String name) {
    return switch (name) {
      case "hit" -> ShownLook.hit();
      case "spared" -> ShownLook.spared();
      case "undecided" -> ShownLook.undecided();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String drawn(Look.Seen seen, boolean colour) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    LookTree.of(seen, colour).print(out);
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static Path golden(String name) {
    return Path.of("src/test/resources/org/plumbline/cli/look-" + name + ".txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hit", "spared", "undecided"})
  void aLookIsDrawnAsItsGoldenFile(String name) throws IOException {
    String drawn = drawn(look(name), false);
    if (WRITE) {
      Files.writeString(golden(name), drawn);
    }
    assertThat(drawn).isEqualTo(Files.readString(golden(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hit", "spared", "undecided"})
  void aLookFitsEightyColumns(String name) {
    assertThat(drawn(look(name), false).lines())
        .allSatisfy(
            line -> assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(COLUMNS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hit", "spared", "undecided"})
  void colourAddsNothingButColour(String name) {
    String coloured = drawn(look(name), true);
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(drawn(look(name), false));
  }

  @Test
  void aServerCannotRepaintTheTerminal() {
    assertThat(drawn(ShownLook.hostile(), false))
        .doesNotContain("\u001b", "\u202e", "\u200b")
        .contains("evil");
  }
}
