package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** What stands behind a service fails: its servers are reached and answer with an error. */
final class Applications implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    Map<String, TreeMap<String, Integer>> providers = new TreeMap<>();
    for (Cell cell : scene.failing()) {
      String provider = scene.providers(Set.of(cell.like().service())).iterator().next();
      providers
          .computeIfAbsent(provider, key -> new TreeMap<>())
          .merge(cell.like().service(), cell.count(), Integer::sum);
    }
    List<Hypothesis> found = new ArrayList<>();
    providers.forEach((provider, services) -> found.add(backend(scene, services)));
    return found;
  }

  private static Hypothesis backend(Scene scene, Map<String, Integer> services) {
    String worst = Scene.commonest(services).getFirst();
    Set<String> hit = new TreeSet<>(services.keySet());
    return new Hypothesis(
        Category.APP_BACKEND_FAILURE,
        Layer.HTTP,
        new Entity(Entity.Kind.SERVICE, worst),
        -4 - 0.7 * (hit.size() - 1),
        cell -> cell.focus() && hit.contains(cell.like().service()),
        Shows.nothing()
            .with(Layer.HTTP, Code.STATUS, 0.8)
            .with(Layer.HTTP, 0.1)
            .with(Layer.LATENCY, Code.SLOW, 0.15)
            .with(Layer.TCP, Code.REFUSED, 0.02)
            .build(),
        false,
        List.of(spared(scene, hit)),
        "what stands behind " + scene.nameOf(worst) + " fails",
        "The name, the address and the certificate are right from everywhere; the error comes in the answer.");
  }

  /** A backend fails for everybody: places that never fail speak against it. */
  private static Point spared(Scene scene, Set<String> services) {
    Set<String> measuring = new TreeSet<>();
    Set<String> failing = new TreeSet<>();
    for (Cell cell : scene.cells) {
      if (cell.focus() && services.contains(cell.like().service())) {
        measuring.add(cell.like().vantage());
        if (cell.symptom() != null) {
          failing.add(cell.like().vantage());
        }
      }
    }
    int spared = measuring.size() - failing.size();
    double nats = spared * 2 > measuring.size() ? -3 : 0.5;
    return new Point(
        failing.size() + " of " + measuring.size() + " places see it",
        nats,
        List.of(),
        failing.size(),
        measuring.size());
  }
}
