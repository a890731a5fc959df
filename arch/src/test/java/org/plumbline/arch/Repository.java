package org.plumbline.arch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, as text. */
final class Repository {
  private Repository() {}

  /** A text file: its path from the root with slashes, and what it says. */
  record TextFile(String path, String text) {
    List<String> lines() {
      return text.lines().toList();
    }

    /** The room that the file belongs to: the first folder. */
    String room() {
      return path.substring(0, path.indexOf('/'));
    }

    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("plumb"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not inside the repository");
      }
    }
    return folder;
  }

  /** Every file with this ending that people wrote: nothing built, nothing installed. */
  static List<TextFile> files(String ending) {
    try (Stream<Path> walk = Files.walk(root())) {
      return walk.filter(file -> file.toString().endsWith(ending))
          .filter(Repository::isWritten)
          .sorted()
          .map(Repository::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<TextFile> mainSources() {
    return files(".java").stream().filter(file -> file.path().contains("/src/main/java/")).toList();
  }

  private static boolean isWritten(Path file) {
    String path = "/" + relative(file);
    return Files.isRegularFile(file)
        && Stream.of("/target/", "/node_modules/", "/.build/", "/.git/", "/dist/")
            .noneMatch(path::contains);
  }

  private static TextFile read(Path file) {
    try {
      return new TextFile(relative(file), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String relative(Path file) {
    return root().relativize(file).toString().replace('\\', '/');
  }
}
