package org.plumbline.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The collector's answer to a post: every line that it does not reject is durable.
 *
 * @param accepted lines that stand in the log now
 * @param duplicate lines that the log had already
 * @param rejected reasons by number of the line within the post, from 1
 * @param watermark by {@code vantage:epoch}, the highest sequence below which nothing is missing
 * @param time the collector's clock
 */
public record Acknowledgement(
    int accepted,
    int duplicate,
    Map<Integer, String> rejected,
    Map<String, Long> watermark,
    Instant time) {
  public Acknowledgement {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    watermark = Collections.unmodifiableMap(new TreeMap<>(watermark));
  }
}
