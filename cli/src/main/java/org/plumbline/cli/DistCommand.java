package org.plumbline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code plumb dist}: the launcher of a clone does it (scripts/dist.sh); this tells of it. */
@Command(
    name = "dist",
    mixinStandardHelpOptions = true,
    description = {
      "Packs one tar.gz that runs with a JDK alone, with systemd units for server and agent, into",
      ".build/ (or the folder that is given). Only in a clone of the repository."
    },
    footer = {"", "Example: ./plumb dist"})
final class DistCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new Complaint(
        ExitStatus.WRONG_USAGE,
        "this is such a distribution already; a clone of the repository makes them: ./plumb dist");
  }
}
