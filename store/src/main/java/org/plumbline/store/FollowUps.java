package org.plumbline.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Working;

/** What the engine wants of the agents. */
public interface FollowUps {
  /** Tests wanted that do not end before {@code now}, in the order of ids. */
  List<FollowUp> requests(Instant now);

  /** Per check, the addresses that work elsewhere. */
  Map<String, List<Working>> works();

  /** Rises with every commit that changed requests or works; 0 at first. */
  long version();

  /** Waits until the version is above {@code version}; false when time is over first. */
  boolean awaitVersion(long version, Duration timeout) throws InterruptedException;
}
