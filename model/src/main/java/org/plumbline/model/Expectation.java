package org.plumbline.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a healthy run must give; empty means the ordinary: status 200 to 399 after at most 10
 * redirects, with a valid certificate for the name.
 *
 * @param status codes and ranges, such as {@code 200-399}
 * @param max longest duration of a healthy run
 */
public record Expectation(
    List<String> status,
    @Nullable String contains,
    @Nullable String notContains,
    List<String> answers,
    @Nullable String rcode,
    @Nullable String certificateSha256,
    @Nullable Duration max)
    implements Serializable {
  public static final Expectation ORDINARY =
      new Expectation(List.of(), null, null, List.of(), null, null, null);

  public Expectation {
    status = List.copyOf(status);
    answers = List.copyOf(answers);
  }
}
