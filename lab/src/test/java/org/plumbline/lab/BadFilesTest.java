package org.plumbline.lab;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.config.ConfigException;

/** Broken files: the first line of each states the line and the complaint that it must give. */
final class BadFilesTest {
  static List<Path> files() throws IOException, URISyntaxException {
    Path folder = Path.of(requireNonNull(BadFilesTest.class.getResource("bad")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aBrokenFileIsRefusedWithFileLineKeyValueAndRule(Path file) throws Exception {
    String text = Files.readString(file);
    String first = text.lines().findFirst().orElseThrow();
    int colon = first.indexOf(':');
    String name = requireNonNull(file.getFileName()).toString();
    String place = name + ":" + first.substring(2, colon) + ": ";
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> Scenario.parse(name, text));
    assertThat(refused).isNotNull();
    assertThat(refused.complaints())
        .anySatisfy(complaint ->
            assertThat(complaint.toString())
                .startsWith(place)
                .contains(first.substring(colon + 2)));
  }
}
