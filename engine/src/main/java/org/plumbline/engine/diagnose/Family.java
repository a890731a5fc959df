package org.plumbline.engine.diagnose;

import java.util.List;

/** A row of the table of hypotheses: proposes those of its kind that a scene gives reason for. */
interface Family {
  List<Hypothesis> propose(Scene scene);
}
