package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder of configurations that each break one rule. The last line of each says what must be said
 * of it: line, key, value and the beginning of the rule.
 */
class WrongConfigurationsTest {
  private static final Path FOLDER = Path.of("src/test/resources/wrong");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void oneBrokenRuleIsOneComplaintWithItsPlace(Path file) throws IOException {
    String[] expected =
        Files.readAllLines(file).getLast().replaceFirst("# line ", "").split(" ?\\| ?", -1);

    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class,
            () -> ConfigurationReader.read(file, Files.readString(file), List.of()));

    assertThat(refused.complaints()).hasSize(1);
    Complaint complaint = refused.complaints().getFirst();
    assertThat(complaint.file()).isEqualTo(file.toString());
    assertThat(complaint.line()).isEqualTo(Integer.parseInt(expected[0]));
    assertThat(complaint.key()).isEqualTo(expected[1]);
    assertThat(complaint.value()).isEqualTo(expected[2]);
    assertThat(complaint.rule()).startsWith(expected[3]).isNotBlank();
    assertThat(refused).hasMessageContaining(file + ":" + expected[0] + ": ");
  }
}
