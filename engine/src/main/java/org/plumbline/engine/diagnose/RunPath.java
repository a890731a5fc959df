package org.plumbline.engine.diagnose;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;

/**
 * The client's path of one family: whether it reached the end, else where it broke for good.
 *
 * @param broken the first failure that no later success made up for; absent when the end was
 *     reached
 */
record RunPath(
    Measurement measurement, State state, List<Observation> steps, @Nullable Observation broken) {
  enum State {
    REACHED,
    BROKEN,
    /** Not measured, for a reason on our own side or for want of an address of this family. */
    SKIPPED
  }

  static List<RunPath> all(RunFacts run) {
    return run.measurements().stream().map(m -> of(m, run.check())).toList();
  }

  static RunPath of(Measurement measurement, @Nullable Check check) {
    List<Observation> steps =
        measurement.observations().stream()
            .filter(step -> step.onClientPath() || isPing(step, check))
            .toList();
    Observation broken = null;
    boolean skipped = steps.isEmpty();
    for (Observation step : steps) {
      switch (step.attempt().outcome()) {
        case Outcome.Ok ok -> broken = null;
        case Outcome.Failed failed -> broken = broken == null ? step : broken;
        case Outcome.Inconclusive inconclusive -> skipped = true;
      }
    }
    if (broken != null) {
      return new RunPath(measurement, State.BROKEN, steps, broken);
    }
    boolean reached = !skipped && isEnd(steps.getLast(), check);
    return new RunPath(measurement, reached ? State.REACHED : State.SKIPPED, steps, null);
  }

  private static boolean isPing(Observation step, @Nullable Check check) {
    return step instanceof Observation.Ping
        && check != null
        && check.scheme() == Check.Scheme.PING
        && !step.attempt().crossover();
  }

  private static boolean isEnd(Observation last, @Nullable Check check) {
    if (check == null) {
      return !(last instanceof Observation.Dns);
    }
    return switch (check.scheme()) {
      case HTTPS, HTTP -> last instanceof Observation.Http;
      case TLS -> last instanceof Observation.Tls || last instanceof Observation.Quic;
      case TCP -> last instanceof Observation.Tcp;
      case DNS -> last instanceof Observation.Dns;
      case PING -> last instanceof Observation.Ping;
    };
  }

  @Nullable Failure failure() {
    return broken == null ? null : broken.failure();
  }

  /**
   * Whether a connection was made and something above it failed: clients do not fall over there.
   */
  boolean brokeAboveTransport() {
    Failure failure = failure();
    return failure != null && (failure.layer() == Layer.TLS || failure.layer() == Layer.HTTP);
  }

  /** Whether the answer only keeps our robot out; the service is not down for others. */
  boolean robotKeptOut() {
    Failure failure = failure();
    return failure != null
        && failure.code() == Code.BLOCKED
        && (failure.reason() == null || failure.reason().equals("robot"));
  }

  boolean ownWalk() {
    return steps.stream()
        .anyMatch(step ->
            step instanceof Observation.Dns dns
                && dns.resolver() != null
                && RunResolvers.isWalk(dns.resolver()));
  }

  /** The address that the path ended at, where it came to one. */
  @Nullable String address() {
    Observation at = broken != null ? broken : steps.isEmpty() ? null : steps.getLast();
    return at == null ? null : addressOf(at);
  }

  static @Nullable String addressOf(Observation step) {
    return switch (step) {
      case Observation.Tcp tcp -> tcp.address();
      case Observation.Tls tls -> tls.address();
      case Observation.Http http -> http.address();
      case Observation.Quic quic -> quic.address();
      case Observation.Ping ping -> ping.address();
      case Observation.Traceroute route -> route.address();
      case Observation.Dns dns -> null;
      case Observation.Delegation delegation -> null;
      case Observation.Authority authority -> null;
    };
  }
}
