package org.plumbline.engine.diagnose;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.engine.detect.Memory;
import org.plumbline.engine.detect.Trust;

/** Everything that was read and is still remembered. */
public final class Knowledge implements Serializable {
  private static final int DIAGNOSTICS_PER_CHECK = 400;

  /** How long before a scene a diagnostic run may still say something about it. */
  private static final long BEFORE_MILLIS = 30_000;

  private final Catalogue catalogue;
  private final Memory memory;
  private final Trust trust;
  private final Routes routes = new Routes();
  private final TreeMap<String, ArrayList<Diagnostic>> diagnostics = new TreeMap<>();

  public Knowledge(Catalogue catalogue, Memory memory, Trust trust) {
    this.catalogue = catalogue;
    this.memory = memory;
    this.trust = trust;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public Memory memory() {
    return memory;
  }

  public Trust trust() {
    return trust;
  }

  public Routes routes() {
    return routes;
  }

  /** Keeps a diagnostic run. */
  public void keep(Diagnostic run) {
    ArrayList<Diagnostic> kept =
        diagnostics.computeIfAbsent(run.measurement().check(), key -> new ArrayList<>());
    kept.add(run);
    if (kept.size() > DIAGNOSTICS_PER_CHECK) {
      kept.removeFirst();
    }
  }

  List<Diagnostic> diagnostics(Set<String> checks, long from, long to) {
    List<Diagnostic> found = new ArrayList<>();
    for (String check : checks) {
      for (Diagnostic run : diagnostics.getOrDefault(check, new ArrayList<>())) {
        long at = run.at().toEpochMilli();
        if (at >= from - BEFORE_MILLIS && at <= to) {
          found.add(run);
        }
      }
    }
    return found;
  }
}
