package org.plumbline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads files that a configuration names, and secrets, which no complaint ever shows. */
final class SecretReader {
  /** Longest file that a configuration may name. */
  private static final long BYTES_MAX = 1 << 20;

  private final Path folder;

  /**
   * @param folder of the configuration, from which relative paths lead
   */
  SecretReader(Path folder) {
    this.folder = folder;
  }

  /** The secret under a key: text, or a file that holds it. */
  Secret secret(Section section, String key) {
    if (!section.hasMapping(key)) {
      return new Secret(section.value(key, null, "", Optional::of, "must be text or {file: PATH}"));
    }
    Section below = section.section(key);
    Optional<String> text = file(below, "file").map(String::strip);
    if (text.isPresent() && text.get().isEmpty()) {
      below.complain("file", "must be a file that holds the secret");
    }
    below.done();
    return new Secret(text.orElse(""));
  }

  /** What a file says; empty, with a complaint, when it cannot be read. */
  Optional<String> file(Section section, String key) {
    String name = section.text(key);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path file = folder.resolve(name);
      if (Files.size(file) > BYTES_MAX) {
        section.complain(key, "must be a file of at most " + BYTES_MAX + " bytes");
        return Optional.empty();
      }
      return Optional.of(Files.readString(file));
    } catch (IOException | InvalidPathException e) {
      section.complain(
          key, "must be a text file that can be read; a relative path starts at " + folder);
      return Optional.empty();
    }
  }
}
