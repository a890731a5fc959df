package org.plumbline.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.dns.Walk;
import org.plumbline.model.Observation;
import org.plumbline.model.Question;
import org.plumbline.net.Deadline;
import org.plumbline.net.Network;

/** Walks from the root as part of a run. */
final class Tracing {
  /** Longest configured wait for one authoritative server. */
  private static final Duration SERVER_TIMEOUT = Duration.ofSeconds(2);

  private static final int SHARES = 4;

  private Tracing() {}

  static List<Observation> of(Instruments instruments, Question question, Duration timeout) {
    Deadline deadline =
        Deadline.after(instruments.network().realWait(Network.Wait.DIAGNOSTIC_RUN, timeout));
    Walk walk = walk(instruments, question, timeout, deadline);
    List<Observation> all = new ArrayList<>(walk.facts());
    all.add(walk.answer());
    return List.copyOf(all);
  }

  /**
   * One walk.
   *
   * @param timeout configured duration of all of it: a server gets a quarter, at most 2 s
   */
  static Walk walk(
      Instruments instruments, Question question, Duration timeout, Deadline deadline) {
    Duration share = timeout.dividedBy(SHARES);
    Duration server = share.compareTo(SERVER_TIMEOUT) < 0 ? share : SERVER_TIMEOUT;
    return instruments.walker().walk(question, server, deadline);
  }
}
