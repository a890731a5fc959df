package org.plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.config.ConfigException;
import org.plumbline.config.Configuration;
import org.plumbline.config.ConfigurationReader;
import org.plumbline.model.Service;

/** The configuration that a command runs by. */
final class ConfigurationFile {
  private static final Path USUAL = Path.of("plumbline.yaml");
  private static final long BYTES_MAX = 4 << 20;

  private ConfigurationFile() {}

  /**
   * Reads a file; without one {@code plumbline.yaml} when it is here, else nothing but defaults.
   *
   * @throws Complaint when it cannot be read or is refused
   */
  static Configuration read(@Nullable Path config) {
    Path file = config == null ? USUAL : config;
    List<Service> catalogue = BuiltInCatalogue.services();
    try {
      if (config == null && !Files.exists(file)) {
        return ConfigurationReader.read(file, "{}", catalogue);
      }
      if (Files.exists(file) && Files.size(file) > BYTES_MAX) {
        throw new Complaint(
            ExitStatus.WRONG_USAGE, file + " is larger than " + BYTES_MAX + " bytes");
      }
      return ConfigurationReader.read(file, Files.readString(file), catalogue);
    } catch (ConfigException e) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE, "the configuration is refused:\n" + e.getMessage());
    } catch (IOException e) {
      throw Complaint.unreadable(file.toString(), e);
    }
  }
}
