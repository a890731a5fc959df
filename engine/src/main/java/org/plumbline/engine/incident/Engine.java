package org.plumbline.engine.incident;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.engine.detect.Health;
import org.plumbline.engine.detect.Memory;
import org.plumbline.engine.detect.Sample;
import org.plumbline.engine.detect.Sampler;
import org.plumbline.engine.detect.Sick;
import org.plumbline.engine.detect.Trust;
import org.plumbline.engine.detect.Watch;
import org.plumbline.engine.diagnose.ChangeLog;
import org.plumbline.engine.diagnose.Diagnostic;
import org.plumbline.engine.diagnose.Knowledge;
import org.plumbline.model.Depth;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;
import org.plumbline.model.Working;

/**
 * The engine: reads the log in its order, and at ticks says what is wrong, for whom, since when and
 * why. A function of its input: no clock, no I/O, no thread.
 */
public final class Engine implements Serializable {
  private static final int WORKS_EVERY_TICKS = 6;

  /** What a saved engine is made of. */
  private static final ObjectInputFilter SAVED =
      ObjectInputFilter.Config.createFilter(
          "org.plumbline.**;java.lang.*;java.lang.invoke.*;java.time.*;java.util.*;!*");

  private final Catalogue catalogue = new Catalogue();
  private final Memory memory = new Memory();
  private final Trust trust = new Trust();
  private final Health health = new Health();
  private final Sampler sampler = new Sampler(catalogue, trust);
  private final Knowledge knowledge = new Knowledge(catalogue, memory, trust);
  private final ChangeLog changes = new ChangeLog();
  private final Watch watch = new Watch(memory, catalogue, sampler);
  private final Sick sick = new Sick(memory, health, catalogue);
  private final Ledger ledger;
  private final VantageDesk desk;
  private final TreeMap<String, List<String>> worksTold = new TreeMap<>();
  private Instant newest = Instant.EPOCH;
  private Instant began = Instant.MAX;
  private double trials;
  private int ticks;

  public Engine(Policy policy) {
    this.ledger = new Ledger(policy, knowledge, watch, changes);
    this.desk = new VantageDesk(catalogue, health, memory);
  }

  /**
   * Writes all that it knows, in a form that this build alone reads. An engine restored from it
   * goes on as this one would.
   */
  public void save(OutputStream to) throws IOException {
    ObjectOutputStream out = new ObjectOutputStream(to);
    out.writeObject(this);
    out.flush();
  }

  /**
   * The engine that was saved; the stream is left open behind it.
   *
   * @throws IOException when this is not what an engine of this build saved
   */
  public static Engine restore(InputStream from) throws IOException {
    ObjectInputStream in = new ObjectInputStream(from);
    try {
      in.setObjectInputFilter(SAVED);
      return (Engine) in.readObject();
    } catch (ClassNotFoundException | ClassCastException | IllegalArgumentException e) {
      throw new IOException("not an engine of this build", e);
    }
  }

  /** Reads one entry of the log; what there is to say comes back. */
  public Emission accept(Logged logged) {
    if (!(logged.entry() instanceof Tick) && logged.receivedAt().isAfter(newest)) {
      newest = logged.receivedAt();
    }
    return switch (logged.entry()) {
      case Service service -> {
        catalogue.accept(service);
        yield Emission.NOTHING;
      }
      case Vantage vantage -> {
        catalogue.accept(vantage);
        yield Emission.NOTHING;
      }
      case Route route -> {
        knowledge.routes().accept(route);
        yield Emission.NOTHING;
      }
      case Heartbeat heartbeat -> {
        Duration offset = heartbeat.clockOffset() == null ? Duration.ZERO : heartbeat.clockOffset();
        health.accept(
            heartbeat, corrected(heartbeat.at(), offset, logged.receivedAt()).toEpochMilli());
        yield Emission.NOTHING;
      }
      case Gap gap -> Emission.NOTHING;
      case Measurement measurement -> {
        accept(measurement, logged.receivedAt());
        yield Emission.NOTHING;
      }
      case Tick tick -> tick(tick.at());
    };
  }

  private void accept(Measurement measurement, Instant receivedAt) {
    Instant at = corrected(measurement.at(), health.offset(measurement.vantage()), receivedAt);
    Sample sample = sampler.sample(measurement, at, receivedAt);
    if (measurement.depth() == Depth.DIAGNOSTIC) {
      knowledge.keep(new Diagnostic(measurement, at));
      changes.accept(measurement, at, trust);
    }
    memory.keep(sample);
    if (!ledger.owns(sample)) {
      watch.learn(sample);
    }
    began = at.isBefore(began) ? at : began;
    trials++;
  }

  /** The time of a record by the server's clock, never later than it was received. */
  private static Instant corrected(Instant at, Duration offset, Instant receivedAt) {
    Instant corrected = at.minus(offset);
    return corrected.isAfter(receivedAt) ? receivedAt : corrected;
  }

  private Emission tick(Instant now) {
    ticks++;
    if (trials == 0) {
      return Emission.NOTHING;
    }
    double seconds = Math.max(60, Duration.between(began, now).toMillis() / 1000.0);
    Set<String> unwell = sick.at(now.toEpochMilli());
    List<Incident> told = new ArrayList<>();
    told.addAll(ledger.tick(now.toEpochMilli(), newest, unwell, trials / seconds));
    told.addAll(desk.tick(now.toEpochMilli(), newest, ledger.excused()));
    Map<String, List<Working>> works = ticks % WORKS_EVERY_TICKS == 0 ? works() : new TreeMap<>();
    return told.isEmpty() && works.isEmpty()
        ? Emission.NOTHING
        : new Emission(told, List.of(), works);
  }

  private Map<String, List<Working>> works() {
    TreeMap<String, List<Working>> changed = new TreeMap<>();
    for (String check : memory.checks()) {
      List<Working> works = trust.works(check);
      List<String> addresses =
          new ArrayList<>(new TreeSet<>(works.stream().map(Working::address).toList()));
      if (!addresses.equals(worksTold.get(check)) && !addresses.isEmpty()) {
        worksTold.put(check, addresses);
        changed.put(check, works);
      }
    }
    return changed;
  }
}
