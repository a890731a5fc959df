package org.plumbline.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.plumbline.engine.incident.Emission;
import org.plumbline.model.Logged;

/** The engine as the runner sees it. */
public interface Judge {
  /**
   * Takes the next entry of the log; called by one thread at a time. What it says is a function of
   * all entries taken so far, in their order.
   */
  Emission accept(Logged logged);

  /** Writes all that it knows. */
  void save(OutputStream to) throws IOException;

  /** Where judges come from. */
  interface Source {
    /** One that has seen nothing of the log. */
    Judge fresh();

    /**
     * One that goes on as the one that was saved.
     *
     * @throws IOException when it was saved by another build, or is damaged
     */
    Judge restore(InputStream from) throws IOException;
  }
}
