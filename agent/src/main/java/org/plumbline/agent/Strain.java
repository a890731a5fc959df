package org.plumbline.agent;

/** Whether this machine was too busy to measure. */
public interface Strain {
  /**
   * Whether the machine came too late with something since then, so that what was measured
   * meanwhile may be its own slowness.
   *
   * @param startNanos a value of {@link System#nanoTime}
   */
  boolean lateSince(long startNanos);
}
