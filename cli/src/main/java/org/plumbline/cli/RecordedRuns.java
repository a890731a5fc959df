package org.plumbline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.engine.diagnose.Judge;
import org.plumbline.engine.diagnose.RunFacts;
import org.plumbline.engine.diagnose.RunMemory;
import org.plumbline.model.Depth;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Verdict;
import org.plumbline.wire.Recording;

/**
 * The diagnostic runs of a recording, with what the recording says of everybody as their control.
 * The measurements of the families of one run are judged together.
 */
final class RecordedRuns {
  /** Most diagnostic measurements that one look at a recording keeps. */
  private static final int RUNS_MAX = 100_000;

  /** A run with what is said of it. */
  record Judged(RunFacts run, Verdict verdict) {}

  private final RunMemory memory = new RunMemory();
  private final Map<String, List<Measurement>> runs = new LinkedHashMap<>();

  private RecordedRuns() {}

  /**
   * Reads a whole recording.
   *
   * @throws Complaint when it cannot be opened, holds no readable record, or too many runs
   */
  static RecordedRuns read(Path file, Recording.Complaints complaints) {
    RecordedRuns runs = new RecordedRuns();
    try (Recording recording = Recording.open(file, complaints)) {
      for (Logged logged = recording.next(); logged != null; logged = recording.next()) {
        runs.memory.take(logged.entry());
        if (logged.entry() instanceof Measurement measurement
            && measurement.depth() == Depth.DIAGNOSTIC) {
          runs.keep(measurement);
        }
      }
      if (recording.readable() == 0) {
        throw new Complaint(ExitStatus.WRONG_USAGE, file + " holds no readable record");
      }
    } catch (IOException e) {
      throw new Complaint(ExitStatus.WRONG_USAGE, "cannot read " + file + ": " + reason(file, e));
    }
    return runs;
  }

  private static String reason(Path file, IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : String.valueOf(e.getMessage()).replace(file + ": ", "");
  }

  private void keep(Measurement measurement) {
    if (runs.size() >= RUNS_MAX) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "more than " + RUNS_MAX + " diagnostic runs in one recording; cut it into parts");
    }
    String run = measurement.run() == null ? measurement.id() : measurement.run();
    runs.computeIfAbsent(measurement.vantage() + ' ' + run, key -> new ArrayList<>())
        .add(measurement);
  }

  /** The verdicts, in the order of the recording. */
  Stream<Judged> judged() {
    Judge judge = new Judge();
    return runs.values().stream()
        .map(memory::facts)
        .map(run -> new Judged(run, judge.judge(run, memory.about(run))));
  }
}
