package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;

/** The table of hypotheses: everything that may be the cause of a failure. */
final class Table {
  private static final List<Family> ROWS =
      List.of(
          new WrongAnswers(),
          new StaleServers(),
          new SilentServers(),
          new Delegations(),
          new Signatures(),
          new Resolvers(),
          new Certificates(),
          new Applications(),
          new Edges(),
          new Clouds(),
          new Protocols(),
          new OwnNetworks(),
          new Announcements(),
          new Transits(),
          new AccessNetworks(),
          new Interference(),
          new Slowness(),
          new Vantages(),
          new Unknown());

  private Table() {}

  static List<Hypothesis> propose(Scene scene) {
    List<Hypothesis> all = new ArrayList<>();
    for (Family row : ROWS) {
      all.addAll(row.propose(scene));
    }
    return all;
  }
}
