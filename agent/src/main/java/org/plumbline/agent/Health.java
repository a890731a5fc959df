package org.plumbline.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;

/** How one run went for the client: just enough to decide whether to look deeper. */
sealed interface Health {
  /** The client reached the end. */
  record Healthy() implements Health {}

  /** The client did not reach the end. */
  record Failing(Layer layer, Code code, @Nullable String address) implements Health {
    boolean sameSymptom(Failing other) {
      return layer == other.layer && code == other.code;
    }
  }

  /** We could not tell, for a reason on our own side. */
  record Unclear() implements Health {}

  /**
   * What a run's observations say: the first failure on the client's path of a run that did not
   * reach the end (docs/data-formats.md, "measurement"). A check whose steps are none of a
   * client's, such as ping, is judged by the steps that it has.
   */
  static Health of(List<Observation> observations) {
    List<Observation> path = observations.stream().filter(Observation::onClientPath).toList();
    if (path.isEmpty()) {
      path = observations.stream().filter(o -> !o.attempt().crossover()).toList();
    }
    if (path.isEmpty()) {
      return new Unclear();
    }
    return switch (path.getLast().attempt().outcome()) {
      case Outcome.Ok() -> new Healthy();
      case Outcome.Inconclusive _ -> new Unclear();
      case Outcome.Failed _ -> firstFailure(path);
    };
  }

  private static Health firstFailure(List<Observation> path) {
    for (Observation observation : path) {
      Failure failure = observation.failure();
      if (failure != null) {
        return new Failing(failure.layer(), failure.code(), addressOf(observation));
      }
    }
    return new Unclear();
  }

  private static @Nullable String addressOf(Observation observation) {
    return switch (observation) {
      case Observation.Dns dns -> dns.resolver() == null ? null : dns.resolver().address();
      case Observation.Tcp tcp -> tcp.address();
      case Observation.Tls tls -> tls.address();
      case Observation.Http http -> http.address();
      case Observation.Quic quic -> quic.address();
      case Observation.Ping ping -> ping.address();
      case Observation.Traceroute route -> route.address();
      case Observation.Delegation _, Observation.Authority _ -> null;
    };
  }
}
