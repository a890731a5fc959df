package org.plumbline.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people name ("Mashery"), and the checks under it.
 *
 * @param weight how much it matters beside others; 1 is ordinary
 * @param dependsOn what a catalogue states; the rest is learned from observations
 */
public record Service(
    String id,
    @Nullable String name,
    @Nullable String category,
    double weight,
    @Nullable String provider,
    List<Check> checks,
    List<Entity> dependsOn)
    implements Entry, Serializable {
  public Service {
    checks = List.copyOf(checks);
    dependsOn = List.copyOf(dependsOn);
  }

  @Override
  public String kind() {
    return "service";
  }
}
