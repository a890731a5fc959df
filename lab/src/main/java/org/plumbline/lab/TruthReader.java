package org.plumbline.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.config.Section;
import org.plumbline.config.ServiceReader;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;
import org.plumbline.model.Service;
import org.plumbline.model.Symptom;

/** Reads {@code truth}. */
final class TruthReader {
  private TruthReader() {}

  static Truth read(Section root, WorldState world, List<Service> services, Duration length) {
    Section section = root.section("truth");
    boolean quiet = section.flag("quiet", false);
    Optional<Duration> begins = time(section, "begins", length);
    Optional<Duration> ends = time(section, "ends", length);
    if (begins.isPresent() && ends.isPresent() && ends.get().compareTo(begins.get()) <= 0) {
      section.complain("ends", "must be after begins");
    }
    List<String> hit = section.texts("services");
    Set<String> known = services.stream().map(Service::id).collect(Collectors.toSet());
    for (String id : hit) {
      if (!known.contains(id)) {
        section.complain("services", id, "must be one of services");
      }
    }
    List<Category> categories = new ArrayList<>();
    for (String text : section.texts("categories")) {
      ServiceReader.word(Category.values(), text)
          .ifPresentOrElse(
              categories::add,
              () -> section.complain("categories", text, "must be a category of cause"));
    }
    List<Entity> entities = entities(section, world);
    List<String> vantageFaults = section.texts("vantageFaults");
    for (String id : vantageFaults) {
      if (!world.vantages().containsKey(id)) {
        section.complain("vantageFaults", id, "must be one of vantages");
      }
    }
    Optional<Symptom> symptom = symptom(section);
    if (quiet && !(categories.isEmpty() && hit.isEmpty())) {
      section.complain("quiet", "must not be true beside services or categories");
    }
    if (!quiet && (categories.isEmpty() || hit.isEmpty() || begins.isEmpty())) {
      section.complain("", "must be quiet: true, or state begins, services and categories");
    }
    section.done();
    return new Truth(quiet, begins, ends, hit, categories, entities, symptom, vantageFaults);
  }

  private static Optional<Duration> time(Section section, String key, Duration length) {
    return section.has(key)
        ? Optional.of(section.duration(key, null, Duration.ZERO, length))
        : Optional.empty();
  }

  private static List<Entity> entities(Section section, WorldState world) {
    List<Entity> entities = new ArrayList<>();
    for (Section below : section.sections("entities")) {
      Entity entity = ServiceReader.entity(below);
      if (entity.kind() == Entity.Kind.CERTIFICATE
          && !world.certificates().containsKey(entity.id())) {
        below.complain("id", "must be one of certificates");
      }
      if (entity.kind() == Entity.Kind.NAMESERVER && !world.servers().containsKey(entity.id())) {
        below.complain("id", "must be one of servers");
      }
      entities.add(entity);
      below.done();
    }
    return entities;
  }

  private static Optional<Symptom> symptom(Section section) {
    if (!section.has("symptom")) {
      section.section("symptom");
      return Optional.empty();
    }
    Section below = section.section("symptom");
    Layer layer =
        below.value(
            "layer",
            null,
            Layer.NONE,
            text -> ServiceReader.word(Layer.values(), text),
            "must be a layer such as tls");
    Code code =
        below.value(
            "code",
            null,
            Code.OTHER,
            text -> ServiceReader.word(Code.values(), text),
            "must be a failure code such as name_mismatch");
    below.done();
    return Optional.of(new Symptom(layer, code));
  }
}
