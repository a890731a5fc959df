package org.plumbline.cli;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * How commands on this machine reach the server that owns a data folder: a file in it that its
 * owner alone can read, there as long as the server runs.
 *
 * @param token of scope admin, made anew at each start; never printed
 */
record ServerFile(URI address, String token) {
  private static final String FILE = "running";

  @Override
  public String toString() {
    return "ServerFile[" + address + "]";
  }

  void write(Path data) throws IOException {
    remove(data);
    Path file = data.resolve(FILE);
    if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, "address=%s%ntoken=%s%n".formatted(address, token));
  }

  static void remove(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(FILE));
  }

  /** Empty when no server says that it runs. */
  static Optional<ServerFile> read(Path data) throws IOException {
    Properties said = new Properties();
    try (Reader in = Files.newBufferedReader(data.resolve(FILE))) {
      said.load(in);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    String address = said.getProperty("address");
    String token = said.getProperty("token");
    return address == null || token == null
        ? Optional.empty()
        : Optional.of(new ServerFile(URI.create(address), token));
  }
}
