package org.plumbline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.plumbline.model.Logged;
import org.plumbline.model.Verdict;
import org.plumbline.wire.Recording;
import org.plumbline.wire.Wire;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumb judge}: a verdict for every diagnostic run of a recording. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = "Says of every diagnostic run in a recording what was wrong, and why.",
    footer = {
      "",
      "Exit status: 0 all well, 1 a fault among the verdicts, 2 wrong usage or unreadable input."
    })
final class JudgeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RECORDING", description = "A file (plain or gzip), or - for the input.")
  private String recording;

  @Option(names = "--json", description = "Verdict records, one a line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    RecordedRuns runs = new RecordedRuns();
    try (RecordingFile file = RecordingFile.of(recording);
        Recording log = file.open(err)) {
      try {
        for (Logged logged = file.next(log); logged != null; logged = file.next(log)) {
          runs.take(logged.entry());
        }
      } catch (Complaint cutShort) {
        print(runs, out);
        throw cutShort;
      }
      file.requireRecords(log);
    }
    return print(runs, out) ? ExitStatus.FAULT : ExitStatus.OK;
  }

  /** Whether there is a fault among them. */
  private boolean print(RecordedRuns runs, PrintWriter out) {
    boolean fault = false;
    int count = 0;
    for (RecordedRuns.Judged judged : (Iterable<RecordedRuns.Judged>) runs.judged()::iterator) {
      Verdict verdict = judged.verdict();
      fault |= Boolean.FALSE.equals(verdict.healthy());
      count++;
      if (json) {
        out.println(new String(Wire.write(verdict), StandardCharsets.UTF_8));
      } else {
        VerdictText.print(judged, out);
      }
    }
    if (count == 0 && !json) {
      out.println("The recording holds no diagnostic run.");
    }
    out.flush();
    return fault;
  }
}
