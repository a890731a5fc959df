package org.plumbline.lab;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;

/**
 * Which servers a resolver holds to be a zone's, at one moment.
 *
 * @param order in which it asks them, until the next look
 * @param glue addresses that came with the set
 * @param expires when it must ask the parent again
 */
record ZoneView(
    Source source, List<Name> order, Map<Name, List<InetAddress>> glue, Instant expires) {
  /** From whom the set is. */
  enum Source {
    HINTS,
    /** Held by the cache when the scenario began. */
    HELD,
    PARENT,
    CHILD,
    /** The parent says that there is no such zone. */
    ABSENT,
    /** The parent could not be asked. */
    FAILED
  }

  ZoneView {
    order = List.copyOf(order);
    glue = Map.copyOf(glue);
  }

  ZoneView ordered(List<Name> another) {
    return new ZoneView(source, another, glue, expires);
  }
}
