package org.plumbline.dns;

import java.util.List;
import org.plumbline.net.Endpoint;

/**
 * A name server as a referral names it.
 *
 * @param endpoints as glue or hints give them; empty when its name must be resolved first
 */
record Server(String name, List<Endpoint> endpoints) {
  Server {
    endpoints = List.copyOf(endpoints);
  }
}
