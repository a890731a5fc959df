package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;

/** A service's own servers or network cannot be reached, from anywhere, perhaps in one family. */
final class OwnNetworks implements org.plumbline.engine.diagnose.Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    Map<String, TreeMap<Integer, int[]>> services = new TreeMap<>();
    for (Cell cell : scene.cells) {
      if (cell.focus() && cell.like().family() != null) {
        int[] count =
            services
                .computeIfAbsent(cell.like().service(), key -> new TreeMap<>())
                .computeIfAbsent(cell.like().family().number(), key -> new int[2]);
        count[0] += cell.symptom() == null ? 0 : cell.count();
        count[1] += cell.count();
      }
    }
    Map<Long, Owners.Owner> owners = Owners.of(scene);
    List<Hypothesis> found = new ArrayList<>();
    services.forEach((service, families) -> {
      int worst = 0;
      boolean others = false;
      for (Map.Entry<Integer, int[]> entry : families.entrySet()) {
        if (entry.getValue()[0] > 0.15 * entry.getValue()[1]) {
          worst = worst == 0 ? entry.getKey() : -1;
        } else {
          others = true;
        }
      }
      found.add(unreachable(scene, service, worst > 0 && others ? worst : 0, owners));
    });
    return found;
  }

  private static Hypothesis unreachable(
      Scene scene, String service, int family, Map<Long, Owners.Owner> owners) {
    boolean alone =
        owners.values().stream()
            .filter(owner -> owner.hit.contains(service))
            .allMatch(owner -> owner.spared.isEmpty() && owner.hit.size() == 1);
    TreeSet<String> silent = new TreeSet<>(scene.facts.pingBad.vantages());
    List<Point> points = new ArrayList<>();
    points.add(
        new Point(
            alone ? "nothing else is measured in that network" : "others in that network are well",
            alone ? 2 : 0,
            List.of(),
            silent.size(),
            scene.facts.all.count()));
    if (family > 0) {
      points.add(new Point("the other address family works", 4, List.of(), 1, 2));
    }
    return new Hypothesis(
        Category.SERVER_NETWORK_CONFIG,
        Layer.TCP,
        new Entity(Entity.Kind.SERVICE, service),
        -5,
        cell ->
            cell.focus()
                && cell.like().service().equals(service)
                && (family == 0
                    || cell.like().family() == null
                    || cell.like().family() == (family == 4 ? Family.V4 : Family.V6)),
        Shows.nothing()
            .with(Layer.TCP, Code.TIMEOUT, 0.6)
            .with(Layer.TCP, Code.REFUSED, 0.3)
            .with(Layer.TCP, Code.RESET, 0.1)
            .with(Layer.IP, 0.3)
            .build(),
        false,
        points,
        "its servers cannot be reached" + (family > 0 ? " over IPv" + family : ""),
        "The name resolves to the usual addresses, and these do not accept connections"
            + (family > 0 ? " over IPv" + family : "")
            + " from anywhere.");
  }
}
