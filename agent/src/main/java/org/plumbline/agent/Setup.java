package org.plumbline.agent;

import java.net.URI;
import java.util.List;
import org.plumbline.model.Vantage;
import org.plumbline.net.Endpoint;

/**
 * Who an agent is and what it is told from outside.
 *
 * @param vantage what it introduces itself as
 * @param epoch of this start, see {@link Epoch}
 * @param version of the software
 * @param seed spreads this agent's runs over time; the same seed, the same phases
 * @param collector where facts go and assignments come from
 * @param anchors at most {@value #TARGETS_MAX} targets that answer unless the uplink is broken
 * @param mustFail at most {@value #TARGETS_MAX} targets that never answer unless something lies
 * @param overloaded why a run is inconclusive that the machine was too busy for
 */
public record Setup(
    Vantage vantage,
    int epoch,
    String version,
    long seed,
    Collector collector,
    List<Endpoint> anchors,
    List<Endpoint> mustFail,
    String overloaded) {
  /** How many anchors, and how many targets that must fail. */
  public static final int TARGETS_MAX = 16;

  /** The ordinary value of {@code overloaded}. */
  public static final String OVERLOADED = "agent overloaded";

  /**
   * A collector as an agent knows it.
   *
   * @param base such as {@code http://127.0.0.1:8080}, without a path
   * @param token bearer token; never printed
   */
  public record Collector(URI base, String token) {
    @Override
    public String toString() {
      return "Collector[" + base + "]";
    }
  }

  public Setup {
    anchors = List.copyOf(anchors);
    mustFail = List.copyOf(mustFail);
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be 1 or more, was " + epoch);
    }
    if (anchors.size() > TARGETS_MAX || mustFail.size() > TARGETS_MAX) {
      throw new IllegalArgumentException(
          "anchors and mustFail must be at most " + TARGETS_MAX + " each");
    }
  }
}
