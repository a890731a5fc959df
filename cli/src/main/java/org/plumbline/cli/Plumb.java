package org.plumbline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: a list of commands that reads as a table of contents. */
@Command(
    name = "plumb",
    mixinStandardHelpOptions = true,
    versionProvider = Release.Version.class,
    description = "The open internet sonar: what fails, for whom, and why.",
    subcommands = {
      UpCommand.class,
      AgentCommand.class,
      TokenCommand.class,
      CheckCommand.class,
      TraceCommand.class,
      CatalogueCommand.class,
      AlertCommand.class,
      DistCommand.class,
      LabCommand.class,
      JudgeCommand.class,
      ReplayCommand.class,
      ExportCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Start here:",
      "  ./plumb lab run mashery-2024-10-01   a real outage, re-enacted on this machine and explained",
      "  ./plumb COMMAND --help               what a command does"
    })
final class Plumb implements Runnable {
  @Spec private CommandSpec spec;

  private Plumb() {}

  /** Runs one command; exit statuses are those of interfaces.md. */
  public static void main(String[] arguments) throws IOException {
    try (InputStream logging = Plumb.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(logging);
    }
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Plumb())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Plumb::wrongUsage)
        .setExecutionExceptionHandler(Plumb::failed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("plumb: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try: plumb " + path(e.getCommandLine()) + "--help");
    return ExitStatus.WRONG_USAGE;
  }

  private static String path(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName(" ");
    return name.equals("plumb") ? "" : name.substring("plumb ".length()) + " ";
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof Complaint complaint) {
      command.getErr().println("plumb: " + complaint.getMessage());
      return complaint.exitStatus();
    }
    throw e;
  }
}
