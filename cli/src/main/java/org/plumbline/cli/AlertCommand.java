package org.plumbline.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.alert.AlertTrial;
import org.plumbline.config.AlertSettings;
import org.plumbline.config.AlertsReader;
import org.plumbline.config.Complaints;
import org.plumbline.config.ConfigException;
import org.plumbline.config.Section;
import org.plumbline.config.YamlFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumb alert}: the ways in which people are told. */
@Command(
    name = "alert",
    mixinStandardHelpOptions = true,
    description = "The channels of a configuration: docs/alerts.md says how they are written.")
final class AlertCommand implements Runnable {
  /** Where the link of a test message leads: no server knows the incident that it is about. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:8080");

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: test");
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = {
        "Sends a test message through a channel, or through all, once, and says what came of it.",
        "It looks like an incident of the lowest severity that says that nothing is wrong."
      },
      footer = {
        "",
        "Exit status: 0 all arrived, 1 one did not, 2 wrong usage or configuration.",
        "Example: ./plumb alert test ops --config plumbline.yaml"
      })
  int test(
      @Parameters(arity = "0..1", paramLabel = "CHANNEL", description = "id of a channel")
          @Nullable String channel,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              defaultValue = "plumbline.yaml",
              description = "the configuration (default: ${DEFAULT-VALUE})")
          Path config) {
    AlertSettings alerts;
    try {
      Complaints complaints = new Complaints(config.toString());
      Section root =
          Section.root(YamlFile.parse(config.toString(), TextFile.read(config)), complaints);
      Path folder = config.toAbsolutePath().getParent();
      alerts = AlertsReader.read(root, folder == null ? Path.of("") : folder);
      complaints.throwIfAny();
    } catch (ConfigException e) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE, "the configuration is refused:\n" + e.getMessage());
    }
    requireKnown(alerts, channel, config);
    return say(
        AlertTrial.run(alerts, Optional.ofNullable(channel), NOWHERE, InstantSource.system()));
  }

  private static void requireKnown(AlertSettings alerts, @Nullable String channel, Path config) {
    List<String> ids = alerts.channels().stream().map(AlertSettings.Channel::id).toList();
    if (ids.isEmpty()) {
      throw new Complaint(ExitStatus.WRONG_USAGE, config + " has no alerts.channels");
    }
    if (channel != null && !ids.contains(channel)) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "no channel %s in %s; there: %s".formatted(channel, config, String.join(", ", ids)));
    }
  }

  private int say(List<AlertTrial.Result> results) {
    PrintWriter out = spec.commandLine().getOut();
    boolean all = true;
    for (AlertTrial.Result result : results) {
      String to = result.recipient().isEmpty() ? "" : " to " + result.recipient();
      String what = result.problem() == null ? "arrived" : "did not arrive: " + result.problem();
      out.println(result.channel() + to + ": " + what);
      all &= result.problem() == null;
    }
    out.flush();
    return all ? ExitStatus.OK : ExitStatus.FAULT;
  }
}
