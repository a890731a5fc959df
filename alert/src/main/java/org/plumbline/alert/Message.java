package org.plumbline.alert;

import org.plumbline.model.Incident;

/**
 * What is sent: a version of an incident.
 *
 * @param first the first version that the same channel was sent, which begins the thread
 */
record Message(Incident incident, Incident first) {
  /**
   * The same over all tries, restarts and channels. Without a full stop, which separates the parts
   * of what a webhook signs.
   */
  String id() {
    return "msg_" + incident.id() + "_" + incident.version();
  }
}
