package org.plumbline.engine.diagnose;

import java.util.List;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;

/** Addresses of name servers that did not answer as they should. */
final class RunServerAddresses {
  static void failing(Measurement measurement, List<String> addresses) {
    for (Observation step : measurement.observations()) {
      if (step instanceof Observation.Authority authority
          && authority.failure() != null
          && authority.server() != null
          && authority.server().address() != null) {
        addresses.add(authority.server().address());
      }
    }
  }

  private RunServerAddresses() {}
}
