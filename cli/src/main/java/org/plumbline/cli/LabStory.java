package org.plumbline.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.lab.Scenario;
import org.plumbline.model.Incident;
import org.plumbline.store.Incidents;
import org.plumbline.wire.Wire;

/**
 * Tells a run in the terminal as it happens: what the world does, and what the system says of it.
 */
final class LabStory {
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final int CHANGES_MAX = 100;

  private final Scenario scenario;
  private final LabSystem lab;
  private final long seed;
  private final boolean json;
  private final PrintStream out;
  private final PrintStream err;
  private final List<Incident> said = new ArrayList<>();
  private final IncidentLines lines;
  private final Thread thread;
  private long seen;
  private int phase;
  private volatile boolean stopping;

  LabStory(
      Scenario scenario, LabSystem lab, long seed, boolean json, PrintStream out, PrintStream err) {
    this.scenario = scenario;
    this.lab = lab;
    this.seed = seed;
    this.json = json;
    this.out = out;
    this.err = err;
    this.lines =
        new IncidentLines(
            line -> {
              out.println(line);
              out.flush();
            },
            at -> LabCommand.minutes(Duration.between(scenario.start(), at)));
    this.thread = Thread.ofPlatform().name("story").daemon().unstarted(this::watch);
  }

  void begin() {
    remark(
        "%s: %d vantages, %d services, %d minutes at %.0f times the speed (seed %d)"
            .formatted(
                scenario.name(),
                lab.world().vantages().size(),
                lab.world().services().size(),
                scenario.length().toMinutes(),
                lab.clock().speed(),
                seed));
    remark("Dashboard: " + lab.address());
    thread.start();
  }

  private void watch() {
    try {
      while (!stopping) {
        tellPhases();
        tellIncidents();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellPhases() {
    Duration now = Duration.between(scenario.start(), lab.clock().instant());
    while (phase < scenario.phases().size()
        && scenario.phases().get(phase).at().compareTo(now) <= 0) {
      Scenario.Phase happened = scenario.phases().get(phase++);
      remark(Wrapped.hanging(LabCommand.minutes(happened.at()) + "  . ", happened.text()));
    }
  }

  private void tellIncidents() throws InterruptedException {
    Incidents incidents = lab.store().incidents();
    if (incidents.awaitAfter(seen, WAIT)) {
      for (Incidents.Change change : incidents.changes(seen, CHANGES_MAX)) {
        seen = change.number();
        tell(change.incident());
      }
    }
  }

  private void tell(Incident incident) {
    said.add(incident);
    if (json) {
      byte[] line = Wire.write(incident);
      out.write(line, 0, line.length);
      out.write('\n');
      out.flush();
    } else {
      lines.tell(incident);
    }
  }

  /** Tells what is left to tell; all is judged by now. */
  void end() throws InterruptedException {
    stopping = true;
    thread.join();
    tellPhases();
    while (lab.store().incidents().lastChange() > seen) {
      tellIncidents();
    }
  }

  /** All that the engine said, in order. */
  List<Incident> said() {
    return said;
  }

  void verdict(List<String> wrong) {
    if (wrong.isEmpty()) {
      remark("As it was: the diagnosis is the scenario's truth.");
    } else {
      remark("Not as it was: " + String.join("; ", wrong) + ".");
    }
  }

  void tooSlow(long runs, long overloaded) {
    remark(
        "This machine is too slow for this speed: %d of %d runs came late. Try --speed %.0f."
            .formatted(overloaded, runs, Math.max(1, lab.clock().speed() / 2)));
  }

  void stays() {
    remark("The world stays up; the dashboard is at " + lab.address() + ". Ctrl-C ends it.");
  }

  private void remark(String text) {
    PrintStream to = json ? err : out;
    to.println(text);
    to.flush();
  }

  /** Says nothing more. */
  void stop() {
    stopping = true;
    thread.interrupt();
  }
}
