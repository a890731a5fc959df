package org.plumbline.access;

import io.helidon.http.Status;

/** A request that is not served, with the problem to answer. */
public final class Refused extends Exception {
  private final transient Problem problem;

  public Refused(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Refused(Status status, String detail) {
    this(new Problem(status, detail));
  }

  public Problem problem() {
    return problem;
  }
}
