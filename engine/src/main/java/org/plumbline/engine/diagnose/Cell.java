package org.plumbline.engine.diagnose;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Sample;
import org.plumbline.model.Symptom;

/**
 * Equal trials counted together.
 *
 * @param like one of them, for its attributes
 * @param symptom what was suffered; null for healthy runs
 * @param ids of some of them
 * @param focus the check is one of those that the scene is about
 */
record Cell(Sample like, @Nullable Symptom symptom, int count, List<String> ids, boolean focus) {
  /** The symptom of a cell that is known to fail. */
  Symptom suffered() {
    if (symptom == null) {
      throw new IllegalStateException("a healthy cell has no symptom");
    }
    return symptom;
  }
}
