package org.plumbline.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How amounts are written: durations, sizes and shares. */
public final class Quantity {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|y)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|kB|MB|GB|KiB|MiB|GiB)?");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s?%");

  private Quantity() {}

  /** {@code 500ms}, {@code 60s}, {@code 5m}, {@code 2h}, {@code 30d}, {@code 5y} (of 365 days). */
  public static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          case "d" -> Duration.ofDays(number);
          default -> Duration.ofDays(365 * number);
        });
  }

  /** A number of bytes: {@code 512}, {@code 16kB} (1,000), {@code 8MiB} (1,024 x 1,024). */
  public static Optional<Long> size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2);
    long factor =
        switch (unit == null ? "B" : unit) {
          case "kB" -> 1_000L;
          case "MB" -> 1_000_000L;
          case "GB" -> 1_000_000_000L;
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> 1L;
        };
    return Optional.of(Long.parseLong(matcher.group(1)) * factor);
  }

  /** {@code 0.6%} is 0.006; at most {@code 100%}. */
  public static Optional<Double> share(String text) {
    Matcher matcher = SHARE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double share = Double.parseDouble(matcher.group(1)) / 100;
    return share <= 1 ? Optional.of(share) : Optional.empty();
  }
}
