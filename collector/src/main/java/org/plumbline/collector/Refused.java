package org.plumbline.collector;

/** A request that is not served, with the problem to answer. */
final class Refused extends Exception {
  private final transient Problem problem;

  Refused(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
