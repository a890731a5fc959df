package org.plumbline.engine.diagnose;

/** Whether something was seen; what was not looked at is unknown, neither yes nor no. */
enum RunSeen {
  YES,
  NO,
  UNKNOWN;

  static RunSeen of(boolean seen) {
    return seen ? YES : NO;
  }
}
