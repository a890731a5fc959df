package org.plumbline.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One test of a service, made again and again.
 *
 * @param host name or address to test; for {@link Scheme#DNS} the resolver or server to ask
 * @param timeout bounds the client's path; the diagnostic steps have as much again, in parallel
 * @param question of a {@link Scheme#DNS} check
 */
public record Check(
    String id,
    @Nullable String host,
    @Nullable Integer port,
    Scheme scheme,
    @Nullable String path,
    Duration interval,
    Duration timeout,
    List<Family> families,
    Expectation expect,
    @Nullable Question question)
    implements Serializable {
  /** How a check speaks. */
  public enum Scheme implements Term {
    HTTPS,
    HTTP,
    TCP,
    TLS,
    DNS,
    PING;

    private final String word = name().toLowerCase(Locale.ROOT);

    @Override
    public String word() {
      return word;
    }
  }

  public Check {
    families = List.copyOf(families);
  }
}
