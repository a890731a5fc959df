package org.plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.plumbline.config.ConfigException;
import org.plumbline.lab.Scenario;
import org.plumbline.lab.Scenarios;

/** Finds a scenario by built-in name or by file. */
final class ScenarioFile {
  private static final long BYTES_MAX = 4 << 20;

  private ScenarioFile() {}

  static Scenario open(String nameOrFile) {
    try {
      return Scenario.parse(nameOrFile, text(nameOrFile));
    } catch (ConfigException e) {
      throw new Complaint(ExitStatus.WRONG_USAGE, "the scenario is refused:\n" + e.getMessage());
    } catch (IOException e) {
      throw Complaint.unreadable(nameOrFile, e);
    }
  }

  private static String text(String nameOrFile) throws IOException {
    @Nullable String builtIn = Scenarios.builtIn().get(nameOrFile);
    if (builtIn != null) {
      return builtIn;
    }
    Path file = Path.of(nameOrFile);
    if (!Files.exists(file)) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "no scenario %s: neither a file nor one of the built-in %s"
              .formatted(nameOrFile, String.join(", ", Scenarios.builtIn().keySet())));
    }
    if (Files.size(file) > BYTES_MAX) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE, "%s is larger than %d bytes".formatted(file, BYTES_MAX));
    }
    return Files.readString(file);
  }
}
