package org.plumbline.engine.diagnose;

/** What a server or resolver said of the name, held against the addresses that serve it. */
enum RunSaid {
  RIGHT,
  /** Addresses that do not serve the name, while others do. */
  WRONG,
  /** The name does not exist, or has no address. */
  DENIED,
  /** No usable reply: silence, or a refusal. */
  FAILED,
  /** A reply that nothing here can confirm or refute. */
  UNJUDGED
}
