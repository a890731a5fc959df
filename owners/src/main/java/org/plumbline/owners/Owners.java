package org.plumbline.owners;

import java.util.Map;
import java.util.Set;

/** Who addresses belong to, as far as that is known soon; many threads ask at once. */
public interface Owners extends AutoCloseable {
  /** Knows nobody and asks nobody. */
  Owners NONE =
      new Owners() {
        @Override
        public Map<String, Owner> of(Set<String> addresses) {
          return Map.of();
        }

        @Override
        public void close() {}
      };

  /**
   * The owners of addresses, each under the text that it was asked by.
   *
   * @param addresses as facts write them; what is no address literal has no owner
   * @return those that are known; it never fails and never waits longer than {@link
   *     OriginLookUps#PATIENCE}, however many are asked for
   */
  Map<String, Owner> of(Set<String> addresses);

  @Override
  void close();
}
