package org.plumbline.engine.diagnose;

import java.util.List;
import java.util.stream.Stream;

/** The table of what may break a single run. Nothing outside it knows one cause from another. */
final class RunTable {
  static final List<RunCause> ROWS =
      Stream.of(RunNameCauses.ROWS, RunServerCauses.ROWS, RunPathCauses.ROWS)
          .flatMap(List::stream)
          .toList();

  private RunTable() {}
}
