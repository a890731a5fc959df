package org.plumbline.alert;

import java.util.List;
import org.plumbline.net.Deadline;

/** A way out, as it was configured. */
interface Channel {
  String id();

  /** Who is told there, each by a delivery of its own; one empty text where that is the channel. */
  List<String> recipients();

  /**
   * Tries once. What the receiver does is a value.
   *
   * @param deadline by which it must have ended
   */
  Sent send(Message message, String recipient, Deadline deadline);
}
