package org.plumbline.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fact about the failing names that changed shortly before or during an incident.
 *
 * @param entity what it is a fact about: a name, a zone, a server
 */
public record Change(
    Instant at,
    What what,
    @Nullable String entity,
    List<String> before,
    List<String> after,
    List<String> measurements)
    implements Serializable {
  /** Which fact changed. */
  public enum What implements Term {
    NAMESERVERS,
    DELEGATION,
    DS,
    ADDRESS,
    CNAME,
    CERTIFICATE,
    SERIAL,
    ROUTE,
    STATUS;

    private final String word = name().toLowerCase(Locale.ROOT);

    @Override
    public String word() {
      return word;
    }
  }

  public Change {
    before = List.copyOf(before);
    after = List.copyOf(after);
    measurements = List.copyOf(measurements);
  }
}
