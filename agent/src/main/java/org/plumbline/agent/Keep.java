package org.plumbline.agent;

/** Where letters are kept from the moment they are written until the collector has answered. */
interface Keep {
  /**
   * Writes a letter down, in the order of sequences; it is safe once {@link #secure} has returned.
   * Returns at once.
   */
  Place put(long sequence, byte[] json);

  /** Waits until what stands at a place survives the end of this process, and of this machine. */
  void secure(Place place);

  /** The collector has answered the letter: it is stored there, or rejected for ever. */
  void answered(Place place);

  /**
   * The outbox has no room for a letter.
   *
   * @return false when it is kept nowhere else, and is lost
   */
  boolean takeOver(Place place);

  /** What became of the measurements of this epoch that it took over. */
  Fate fate();

  /**
   * Measurements of this epoch.
   *
   * @param acknowledged delivered from here
   * @param dropped declared as gaps from here
   */
  record Fate(long acknowledged, long dropped) {}
}
