package org.plumbline.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.incident.Emission;
import org.plumbline.engine.incident.Engine;
import org.plumbline.engine.incident.Policy;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.wire.Recording;
import org.plumbline.wire.Wire;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The engine over a recording (data formats, "The replay contract"). */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Judges a recording as the live system would have, in event time, as fast as it can.",
      "Prints incident records as JSON Lines, in the order of emission. The same input gives the same bytes."
    },
    footer = {
      "",
      "Exit status: 0 the whole input was read, 2 it could not be opened, ended in the middle, or held no",
      "readable record.",
      "Example: ./plumb replay recording.jsonl.gz --out incidents.jsonl"
    })
final class ReplayCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RECORDING",
      description = "JSON Lines, plain or gzip; - is standard input")
  private String recording;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where to write instead of standard output")
  private @Nullable Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (RecordingFile file = RecordingFile.of(recording);
        Recording log = file.open(err);
        OutputStream to = destination()) {
      replay(file, log, to);
      file.requireRecords(log);
      return ExitStatus.OK;
    }
  }

  private static void replay(RecordingFile file, Recording log, OutputStream to)
      throws IOException {
    Engine engine = new Engine(Policy.standard());
    for (Logged logged = file.next(log); logged != null; logged = file.next(log)) {
      Emission emission = engine.accept(logged);
      for (Incident incident : emission.incidents()) {
        to.write(Wire.write(incident));
        to.write('\n');
      }
    }
  }

  private OutputStream destination() throws IOException {
    if (out == null) {
      return new BufferedOutputStream(System.out);
    }
    try {
      return new BufferedOutputStream(Files.newOutputStream(out));
    } catch (IOException e) {
      throw Complaint.unwritable(out, e);
    }
  }
}
