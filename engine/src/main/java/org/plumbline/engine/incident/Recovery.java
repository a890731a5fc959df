package org.plumbline.engine.incident;

import java.io.Serializable;
import java.util.Set;
import org.plumbline.engine.detect.Memory;
import org.plumbline.engine.localise.Roll;
import org.plumbline.model.Incident;

/** Whether an incident is over: those who failed were tested again, often enough, and are well. */
final class Recovery implements Serializable {
  private static final long[] WINDOWS_MILLIS = {200_000, 300_000, 480_000, 720_000};
  private static final double NATS_OVER = 12;
  private static final double NOISE = 0.03;
  private static final double TESTED_SHARE = 0.8;
  private static final double FADING = 0.35;

  private final Memory memory;

  Recovery(Memory memory) {
    this.memory = memory;
  }

  void judge(Story story, long now, Set<String> sick) {
    Roll whole =
        Roll.of(memory, story.checks, story.startedAt, story.lastFailure, sick, story::suffers);
    int bad = 0;
    int runs = 0;
    Set<String> hit = new java.util.TreeSet<>(whole.failing());
    for (String vantage : hit) {
      bad += whole.count(vantage)[0];
      runs += whole.count(vantage)[1];
    }
    if (runs == 0) {
      return;
    }
    double strength = Math.max(0.08, Math.min(0.95, (double) bad / runs));
    Roll last = Roll.of(memory, story.checks, now - 120_000, now, sick, story::suffers);
    int lastBad = 0;
    int lastRuns = 0;
    for (String vantage : hit) {
      lastBad += last.count(vantage)[0];
      lastRuns += last.count(vantage)[1];
    }
    boolean fading = lastRuns > 0 && lastBad < FADING * strength * lastRuns;
    if (story.state == Incident.State.OPEN && fading) {
      story.state = Incident.State.RECOVERING;
      story.happened(now, "fewer fail");
    } else if (story.state == Incident.State.RECOVERING && lastBad > 0.6 * strength * lastRuns) {
      story.state = Incident.State.OPEN;
      story.happened(now, "it fails again");
    }
    for (long window : WINDOWS_MILLIS) {
      if (over(story, now, window, hit, strength, sick)) {
        story.state = Incident.State.RESOLVED;
        story.endedAt = java.time.Instant.ofEpochMilli(story.lastFailure);
        story.happened(now, "over: who failed was tested again and is well");
        return;
      }
    }
  }

  private boolean over(
      Story story, long now, long window, Set<String> hit, double strength, Set<String> sick) {
    if (now - window < story.failingSince) {
      return false;
    }
    Roll roll = Roll.of(memory, story.checks, now - window, now, sick, story::suffers);
    double nats = 0;
    int tested = 0;
    for (String vantage : hit) {
      int[] count = roll.count(vantage);
      nats +=
          count[0] * StrictMath.log(NOISE / strength)
              + (count[1] - count[0]) * StrictMath.log((1 - NOISE) / (1 - strength));
      tested += count[1] >= 2 && (count[0] == 0 || count[0] * 4 <= count[1]) ? 1 : 0;
    }
    return nats >= NATS_OVER && tested >= TESTED_SHARE * hit.size() && !hit.isEmpty();
  }
}
