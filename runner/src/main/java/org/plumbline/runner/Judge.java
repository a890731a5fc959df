package org.plumbline.runner;

import org.plumbline.engine.incident.Emission;
import org.plumbline.model.Logged;

/** The engine as the runner sees it ({@code new Engine(policy)::accept}). */
@FunctionalInterface
public interface Judge {
  /**
   * Takes the next entry of the log; called by one thread at a time. What it says is a function of
   * all entries taken so far, in their order.
   */
  Emission accept(Logged logged);
}
