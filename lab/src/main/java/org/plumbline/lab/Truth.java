package org.plumbline.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.Category;
import org.plumbline.model.Entity;
import org.plumbline.model.Symptom;

/**
 * What a scenario says is the matter: read by the lab's judge and by nothing else.
 *
 * @param quiet nothing that names a service may be opened
 * @param begins of the fault, from the start of the scenario
 * @param ends when the cause is mended; caches may keep it longer
 * @param services that are hit
 * @param categories any of them is right
 * @param entities any of them is right; of kind certificate, each by its SHA-256
 * @param vantageFaults vantages that are to be blamed for themselves
 */
public record Truth(
    boolean quiet,
    Optional<Duration> begins,
    Optional<Duration> ends,
    List<String> services,
    List<Category> categories,
    List<Entity> entities,
    Optional<Symptom> symptom,
    List<String> vantageFaults) {
  public Truth {
    services = List.copyOf(services);
    categories = List.copyOf(categories);
    entities = List.copyOf(entities);
    vantageFaults = List.copyOf(vantageFaults);
  }
}
