package org.plumbline.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.plumbline.lab.LabClock;
import org.plumbline.lab.PortView;
import org.plumbline.lab.Scenario;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Vantage;
import org.plumbline.wire.Wire;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Re-enacts a scenario through the whole real system. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Re-enacts a scenario through the whole real system: agents, collector, store, engine, dashboard.",
      "Nothing leaves this machine. Stays up on a terminal until Ctrl-C."
    },
    footer = {
      "",
      "Exit status: 0 diagnosed as the scenario's truth, 1 otherwise (or the machine is too slow,",
      "or the address to listen on cannot be had), 2 no such scenario, 130 stopped before the end.",
      "Example: ./plumb lab run mashery-2024-10-01"
    })
final class LabRunCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SCENARIO",
      description = "a built-in name, or a file (docs/scenarios.md)")
  private String name;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "20",
      description = "1 to 30 times real time (default: ${DEFAULT-VALUE})")
  private double speed;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "draws weather and caches; default: the scenario's")
  private @Nullable Long seed;

  @Option(
      names = "--json",
      description = "print incident records only, and end when the scenario does")
  private boolean json;

  @Option(
      names = "--hold",
      description =
          "print which port is which virtual server and where the root certificate is, and keep the world up")
  private boolean hold;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      defaultValue = "127.0.0.1:8080",
      converter = ListenAddress.class,
      description =
          "where the dashboard is (default: ${DEFAULT-VALUE}; port 0 takes any that is free)")
  private InetSocketAddress listen;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "write all that was measured there, as a gzip recording")
  private @Nullable Path record;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!(speed >= LabClock.SPEED_MIN && speed <= LabClock.SPEED_MAX)) {
      throw new ParameterException(spec.commandLine(), "--speed must be 1 to 30, was " + speed);
    }
    if (!listen.getAddress().isLoopbackAddress()) {
      throw new ParameterException(
          spec.commandLine(), "the lab listens on loopback only, was " + listen);
    }
    Scenario scenario = ScenarioFile.open(name);
    if (record != null) {
      requireWritable(record);
    }
    long drawn = seed == null ? scenario.seed() : seed;
    try (CtrlC ctrlC = CtrlC.interruptsThisThread();
        LabSystem lab = LabSystem.open(scenario, speed, drawn, listen)) {
      LabStory story = new LabStory(scenario, lab, drawn, json, System.out, System.err);
      try {
        return run(lab, story, ctrlC);
      } catch (InterruptedException stopped) {
        return ctrlC.verdict().orElse(CtrlC.EXIT_STATUS);
      } finally {
        story.stop();
      }
    }
  }

  private int run(LabSystem lab, LabStory story, CtrlC ctrlC)
      throws IOException, InterruptedException {
    story.begin();
    if (hold) {
      printWorld(lab, json ? System.err : System.out);
    }
    lab.run();
    if (record != null) {
      write(lab, record);
    }
    lab.awaitJudged();
    story.end();
    int status = verdict(lab, story);
    boolean watched = !json && System.console() != null && System.console().isTerminal();
    if (hold || watched) {
      ctrlC.done(status);
      story.stays();
      Thread.currentThread().join();
    }
    return status;
  }

  private static int verdict(LabSystem lab, LabStory story) {
    long runs = 0;
    long overloaded = 0;
    for (Iterator<Logged> log = lab.log().iterator(); log.hasNext(); ) {
      if (log.next().entry() instanceof Measurement measurement) {
        runs++;
        overloaded += LabJudgement.overloaded(measurement) ? 1 : 0;
      }
    }
    if (LabJudgement.tooSlow(runs, overloaded)) {
      story.tooSlow(runs, overloaded);
      return ExitStatus.FAULT;
    }
    List<String> wrong = LabJudgement.of(lab.world().truth(), lab.world().hits(), story.said());
    story.verdict(wrong);
    return wrong.isEmpty() ? ExitStatus.OK : ExitStatus.FAULT;
  }

  /** What one needs to ask the virtual servers with tools of one's own. */
  private static void printWorld(LabSystem lab, PrintStream to) throws IOException {
    to.println("The root of the world's certificates is " + lab.writeTrustAnchor());
    for (Vantage vantage : lab.world().vantages()) {
      for (PortView port : lab.world().openPorts(vantage.id())) {
        to.printf(
            "port %-21s is %s %s as seen from %s%n",
            port.local(), port.server(), port.virtual(), port.asker());
      }
    }
    to.flush();
  }

  /** Said before the run rather than after it; what a file holds stays until then. */
  private static void requireWritable(Path file) {
    try (OutputStream trial =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      trial.flush();
    } catch (IOException e) {
      throw Complaint.unwritable(file, e);
    }
  }

  private static void write(LabSystem lab, Path file) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Iterator<Logged> log = lab.log().iterator(); log.hasNext(); ) {
        out.write(Wire.write(log.next()));
        out.write('\n');
      }
    }
  }
}
