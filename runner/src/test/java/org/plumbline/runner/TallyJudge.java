package org.plumbline.runner;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.plumbline.engine.incident.Emission;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;
import org.plumbline.store.Facts;

/**
 * A judge that counts measurements and says the count at every tick: the version is the number of
 * ticks. What it says depends on all that it has ever read, as with the engine.
 */
final class TallyJudge implements Judge {
  static final Source SOURCE =
      new Source() {
        @Override
        public Judge fresh() {
          return new TallyJudge(0, 0);
        }

        @Override
        public Judge restore(InputStream from) throws IOException {
          DataInputStream in = new DataInputStream(from);
          return new TallyJudge(in.readInt(), in.readInt());
        }
      };

  private String by = "";
  private int measurements;
  private int ticks;

  private TallyJudge(int measurements, int ticks) {
    this.measurements = measurements;
    this.ticks = ticks;
  }

  @Override
  public void save(OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(measurements);
    out.writeInt(ticks);
  }

  @Override
  public Emission accept(Logged logged) {
    if (logged.entry() instanceof Measurement) {
      measurements++;
    }
    if (logged.entry() instanceof Vantage vantage) {
      by = " by " + vantage.id();
    }
    if (!(logged.entry() instanceof Tick)) {
      return new Emission(List.of(), List.of(), Map.of());
    }
    ticks++;
    Incident incident =
        Facts.incident(
            "tally",
            ticks,
            ticks == 1 ? Incident.State.SUSPECTED : Incident.State.OPEN,
            logged.receivedAt(),
            measurements + " measured" + by);
    return new Emission(
        List.of(incident),
        List.of(Facts.followUp("r" + ticks, logged.receivedAt().plusSeconds(60))),
        Map.of("shop/https", List.of(Facts.working("192.0.2." + ticks))));
  }
}
