package org.plumbline.agent;

/** Where a letter is kept until it is answered. */
sealed interface Place {
  /** In memory alone: it is gone with the process. */
  record Memory() implements Place {}

  /**
   * On disk.
   *
   * @param index of its line in the segment, from 0
   * @param number of its line among all that this process wrote
   */
  record Line(Segment segment, int index, long number) implements Place {}

  /** The one place in memory. */
  Place MEMORY = new Memory();
}
