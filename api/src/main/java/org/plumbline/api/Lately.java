package org.plumbline.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.model.Logged;
import org.plumbline.model.Service;
import org.plumbline.store.Measurements;

/**
 * The newest runs of one service, the newest first.
 *
 * @param from what is older was not read
 */
record Lately(Instant from, Instant to, List<Run> runs) {
  /** Reaches over two of the scheduled diagnostic runs, which ask the name servers themselves. */
  private static final Duration WINDOW = Duration.ofHours(1);

  /** Measurements read; a service seen by many has them all in a few minutes. */
  static final int READ_MAX = 2_000;

  private static final int PAGE = 500;

  Lately {
    runs = List.copyOf(runs);
  }

  static Lately of(Service service, Measurements measurements, Run.Reader reader, Instant now) {
    Duration fresh = Standing.fresh(service);
    Instant since = now.minus(fresh.compareTo(WINDOW) > 0 ? fresh : WINDOW);
    Measurements.Filter filter = new Measurements.Filter(service.id(), null, since);
    List<Run> runs = new ArrayList<>();
    long before = Measurements.NEWEST;
    for (int read = 0; read < READ_MAX; read += PAGE) {
      Measurements.Page page = measurements.find(filter, before, PAGE);
      for (Logged logged : page.measurements()) {
        runs.add(reader.read(logged));
      }
      if (page.next() == 0) {
        return new Lately(since, now, runs);
      }
      before = page.next();
    }
    return new Lately(runs.getLast().logged().receivedAt(), now, runs);
  }
}
