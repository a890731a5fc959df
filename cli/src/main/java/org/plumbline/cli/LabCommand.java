package org.plumbline.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.plumbline.config.ConfigException;
import org.plumbline.lab.Scenario;
import org.plumbline.lab.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The virtual internet on loopback. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description = {
      "The virtual internet: real DNS, TCP, TLS and HTTP on this machine's loopback, nothing beyond it.",
      "A scenario re-enacts an outage; the whole system meets it and has to find out what is wrong."
    },
    subcommands = {LabRunCommand.class})
final class LabCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    list();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the built-in scenarios.")
  void list() {
    PrintWriter out = spec.commandLine().getOut();
    Scenarios.builtIn()
        .forEach((name, text) -> {
          Scenario scenario = parse(name, text);
          out.printf("%-22s %3d min  %s%n", name, scenario.length().toMinutes(), scenario.title());
        });
    out.println();
    out.println(
        "./plumb lab run NAME re-enacts one; so does ./plumb lab run FILE (docs/scenarios.md).");
    out.flush();
  }

  private static Scenario parse(String name, String text) {
    try {
      return Scenario.parse(name, text);
    } catch (ConfigException e) {
      throw new IllegalStateException("a built-in scenario is broken", e);
    }
  }

  /** Minutes and seconds since the start of a scenario. */
  static String minutes(Duration sinceStart) {
    return "%02d:%02d".formatted(sinceStart.toMinutes(), sinceStart.toSecondsPart());
  }
}
