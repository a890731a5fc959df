package org.plumbline.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics in the text format of Prometheus, version 0.0.4. A metric is described once, then its
 * samples follow. Times are in seconds.
 */
public final class Exposition {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double NANOS = 1e9;

  private final StringBuilder text = new StringBuilder();

  Exposition() {}

  /** What a metric is, before its samples. */
  private void describe(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /** A value that goes up and down. */
  public void gauge(String name, String help, Number value) {
    describe(name, "gauge", help);
    sample(name, Map.of(), value);
  }

  /**
   * One that goes up and down for each value of a label.
   *
   * @param values by the label's value
   */
  public void gauges(String name, String help, String label, Map<String, ? extends Number> values) {
    describe(name, "gauge", help);
    samples(name, label, values);
  }

  /** One that only rises while the process lives, for each value of a label. */
  public void counters(
      String name, String help, String label, Map<String, ? extends Number> values) {
    describe(name, "counter", help);
    samples(name, label, values);
  }

  /** One that only rises while the process lives. */
  public void counter(String name, String help, Number value) {
    describe(name, "counter", help);
    sample(name, Map.of(), value);
  }

  private void samples(String name, String label, Map<String, ? extends Number> values) {
    new TreeMap<>(values).forEach((key, value) -> sample(name, Map.of(label, key), value));
  }

  /**
   * How long something took.
   *
   * @param bounds the longest time that each step counts, rising
   * @param counts by step; one more than bounds, for all that took longer
   * @param sum of all
   */
  public void histogram(
      String name, String help, List<Duration> bounds, List<Long> counts, Duration sum) {
    describe(name, "histogram", help);
    long total = 0;
    for (int i = 0; i < counts.size(); i++) {
      total += counts.get(i);
      String bound = i < bounds.size() ? number(bounds.get(i).toNanos() / NANOS) : "+Inf";
      sample(name + "_bucket", Map.of("le", bound), total);
    }
    sample(name + "_sum", Map.of(), sum.toNanos() / NANOS);
    sample(name + "_count", Map.of(), total);
  }

  private void sample(String name, Map<String, String> labels, Number value) {
    text.append(name);
    labels.forEach((label, of) ->
        text.append('{').append(label).append("=\"").append(escaped(of)).append("\"}"));
    text.append(' ').append(number(value.doubleValue())).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
