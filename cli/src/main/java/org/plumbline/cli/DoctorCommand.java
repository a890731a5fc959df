package org.plumbline.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumb doctor}: what works on this machine, with the mend for what does not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at this machine: Java, privileges, IPv4 and IPv6, clock, resolvers, the port and the",
      "disk of the data folder. A line says what works, what does not, and the mend.",
      "Nothing is sent but one small question to each of the system's own resolvers."
    },
    footer = {
      "",
      "Exit status: 0 all that plumb up needs works (a remark is no fault), 1 something does not.",
      "Examples:",
      "  ./plumb doctor",
      "  ./plumb doctor --data /var/lib/plumbline --listen 127.0.0.1:9090"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int NAME_CHARACTERS = 10;
  private static final int TEXT_INDENT = 18;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "plumbline-data",
      description = "the data folder to look at (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      defaultValue = "127.0.0.1:8080",
      converter = ListenAddress.class,
      description = "the address to try (default: ${DEFAULT-VALUE})")
  private InetSocketAddress listen;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "always, never or auto (default: on a terminal)")
  private Paint.When color;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = Findings.of(data, listen, InstantSource.system());
    for (Finding finding : findings) {
      out.println(line(finding));
    }
    boolean fault = findings.stream().anyMatch(it -> it.state() == Finding.State.FAULT);
    out.println();
    out.println(
        fault
            ? "Something does not work; the lines above say what and how."
            : "All that is needed works.");
    out.flush();
    return fault ? ExitStatus.FAULT : ExitStatus.OK;
  }

  private String line(Finding finding) {
    Paint paint =
        switch (finding.state()) {
          case WORKS -> Paint.GOOD;
          case REMARK -> Paint.ODD;
          case FAULT -> Paint.BAD;
        };
    String word = "%-6s".formatted(finding.state().word());
    String name = ("%-" + NAME_CHARACTERS + "s").formatted(finding.name());
    String indent = " ".repeat(TEXT_INDENT);
    return paint.on(word, color.colour())
        + " "
        + name
        + " "
        + Wrapped.text(indent + finding.text(), indent).substring(TEXT_INDENT);
  }
}
