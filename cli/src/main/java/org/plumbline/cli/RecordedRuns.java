package org.plumbline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.engine.diagnose.Judge;
import org.plumbline.engine.diagnose.RunFacts;
import org.plumbline.engine.diagnose.RunMemory;
import org.plumbline.model.Depth;
import org.plumbline.model.Entry;
import org.plumbline.model.Measurement;
import org.plumbline.model.Verdict;

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

  /**
   * Takes the next entry of a recording.
   *
   * @throws Complaint when there are too many runs
   */
  void take(Entry entry) {
    memory.take(entry);
    if (entry instanceof Measurement measurement && measurement.depth() == Depth.DIAGNOSTIC) {
      keep(measurement);
    }
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
