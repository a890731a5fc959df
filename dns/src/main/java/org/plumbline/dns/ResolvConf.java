package org.plumbline.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.plumbline.net.Addresses;

/** The resolvers that the operating system is set to use: resolv.conf(5). */
public final class ResolvConf {
  /** Where Unix keeps it. */
  public static final Path SYSTEM = Path.of("/etc/resolv.conf");

  private static final int LINES_MAX = 1_000;

  private ResolvConf() {}

  /** Addresses in the order in which they are asked; empty when the file cannot be read. */
  public static List<String> nameservers(Path file) {
    try (var lines = Files.lines(file)) {
      return lines
          .limit(LINES_MAX)
          .map(line -> line.strip().split("\\s+"))
          .filter(words -> words.length >= 2 && words[0].equals("nameserver"))
          .map(words -> words[1].replaceFirst("%.*", ""))
          .filter(Addresses::isLiteral)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
