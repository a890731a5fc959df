package org.plumbline.store;

/** What became of an appended line. */
public enum Receipt {
  /** It stands in the log now. */
  STORED,
  /** The log had it already, or an equal one stands before it in the same commit. */
  DUPLICATE
}
