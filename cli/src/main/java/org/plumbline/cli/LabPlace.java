package org.plumbline.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.lab.LabClock;
import org.plumbline.lab.LabWorld;
import org.plumbline.lab.Scenario;
import org.plumbline.model.Family;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;
import org.plumbline.probe.Prober;
import org.plumbline.wire.Visible;

/** One vantage of a scenario's world, at one minute of it. */
final class LabPlace implements Place {
  private final LabWorld world;
  private final Vantage vantage;
  private final Prober prober;

  private LabPlace(LabWorld world, Vantage vantage, boolean fromRoot) {
    this.world = world;
    this.vantage = vantage;
    this.prober =
        new Prober(
            world.network(vantage.id()),
            world.clockFor(vantage.id()),
            LabAgents.settings(world, vantage, fromRoot));
  }

  /**
   * Brings the world up as it stands at a moment.
   *
   * @param scenarioAt a scenario, {@code @10m} after it where it is not to be its first fault
   * @throws Complaint when there is no such scenario or vantage, or the moment lies outside of it
   */
  static LabPlace open(String scenarioAt, @Nullable String from, boolean fromRoot)
      throws IOException, InterruptedException {
    int at = scenarioAt.lastIndexOf('@');
    Scenario scenario = ScenarioFile.open(at < 0 ? scenarioAt : scenarioAt.substring(0, at));
    Duration offset = at < 0 ? scenario.lookAt() : Durations.parse(scenarioAt.substring(at + 1));
    if (offset.compareTo(scenario.length()) > 0) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "the scenario lasts "
              + Durations.write(scenario.length())
              + ", was @"
              + Durations.write(offset));
    }
    LabClock clock = LabClock.scaled(scenario.start(), LabClock.SPEED_MIN);
    LabWorld world = LabWorld.open(scenario, clock, scenario.seed());
    try {
      Vantage vantage = vantage(world, from);
      world.warm(offset, List.of(vantage.id()));
      clock.startAt(offset);
      return new LabPlace(world, vantage, fromRoot);
    } catch (RuntimeException | InterruptedException e) {
      world.close();
      throw e;
    }
  }

  private static Vantage vantage(LabWorld world, @Nullable String from) {
    String there =
        "; there are: " + String.join(", ", world.vantages().stream().map(Vantage::id).toList());
    if (from == null) {
      throw new Complaint(ExitStatus.WRONG_USAGE, "--lab needs --from VANTAGE" + there);
    }
    return world.vantages().stream()
        .filter(vantage -> vantage.id().equals(from))
        .findFirst()
        .orElseThrow(() ->
            new Complaint(ExitStatus.WRONG_USAGE, "no vantage " + Visible.text(from) + there));
  }

  @Override
  public Vantage vantage() {
    return vantage;
  }

  @Override
  public Prober prober() {
    return prober;
  }

  @Override
  public InstantSource clock() {
    return world.clockFor(vantage.id());
  }

  @Override
  public List<Family> families() {
    return vantage.families();
  }

  @Override
  public OwnLack lack() {
    return OwnLack.NONE;
  }

  @Override
  public List<Service> services() {
    return world.services();
  }

  @Override
  public void close() {
    world.close();
  }
}
