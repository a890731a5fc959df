package org.plumbline.engine.detect;

import java.util.List;

/**
 * A check whose failures its vantages' own rates do not explain.
 *
 * @param nats evidence that it is no weather
 * @param since corrected time of the first sample of the evidence, milliseconds
 * @param evidence the samples that suffer, oldest first
 */
public record Alarm(
    String check, String service, boolean slow, double nats, long since, List<Sample> evidence) {
  public Alarm {
    evidence = List.copyOf(evidence);
  }
}
