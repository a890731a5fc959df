package org.plumbline.agent;

import java.util.List;
import org.plumbline.model.Check;
import org.plumbline.model.Family;
import org.plumbline.model.Observation;
import org.plumbline.model.Working;
import org.plumbline.probe.Prober;

/** Runs as the probe room makes them. */
public final class ProberRun implements Run {
  private final Prober prober;

  public ProberRun(Prober prober) {
    this.prober = prober;
  }

  @Override
  public List<Observation> routine(Check check, Family family) {
    return prober.routine(check, family);
  }

  @Override
  public List<Observation> diagnostic(Check check, Family family, List<Working> works) {
    return prober.diagnostic(check, family, works, List.of());
  }
}
