package org.plumbline.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What this machine is called. */
final class HostName {
  private static final Path FILE = Path.of("/etc/hostname");
  private static final int ID_CHARACTERS_MAX = 64;

  private HostName() {}

  /**
   * As the id of a vantage, without the domain.
   *
   * @throws Complaint when the machine has no name of its own
   */
  static String asId() {
    String label = name().strip().toLowerCase(Locale.ROOT).replaceAll("\\..*", "");
    String id = label.replaceAll("[^a-z0-9-]", "-");
    if (id.isEmpty() || id.equals("localhost") || id.length() > ID_CHARACTERS_MAX) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "this machine has no name that a vantage could have: give one with --id");
    }
    return id;
  }

  private static String name() {
    try {
      return Files.isReadable(FILE)
          ? Files.readString(FILE)
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException unknown) {
      return "";
    }
  }
}
