package org.plumbline.probe;

import java.util.List;
import org.plumbline.model.Observation;

/** Cuts chains to the leaf where the run was healthy: nobody needs the rest then. */
final class Leaves {
  private Leaves() {}

  static List<Observation> onlyWhenHealthy(List<Observation> observations) {
    boolean healthy = !observations.isEmpty() && observations.getLast().attempt().outcome().ok();
    return healthy ? observations.stream().map(Leaves::cut).toList() : observations;
  }

  private static Observation cut(Observation observation) {
    return observation instanceof Observation.Tls tls && tls.chain().size() > 1
        ? new Observation.Tls(
            tls.attempt(),
            tls.address(),
            tls.serverName(),
            tls.clientCertificate(),
            tls.version(),
            tls.cipher(),
            tls.alpn(),
            tls.chain().subList(0, 1),
            tls.ocsp())
        : observation;
  }
}
