package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** Somebody on the way resets, forges or replaces what passes, in one country. */
final class Interference implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    List<Hypothesis> found = new ArrayList<>();
    Set<String> countries = Places.suffering(scene, "country");
    for (String country : countries) {
      Places.Extent extent = Places.extent(scene, "country", Set.of(country));
      Set<String> networks = new TreeSet<>();
      Set<String> certificates = new TreeSet<>();
      Set<String> services = new TreeSet<>();
      int tls = 0;
      int strange = 0;
      int all = 0;
      for (Cell cell : scene.failing()) {
        if (!extent.covers().test(cell)) {
          continue;
        }
        networks.add(cell.like().network());
        services.add(cell.like().service());
        all += cell.count();
        strange += cell.like().strange() ? cell.count() : 0;
        if (cell.suffered().layer() == Layer.TLS && cell.like().certificate() != null) {
          certificates.add(cell.like().certificate());
          tls += cell.count();
        }
      }
      List<Point> points = new ArrayList<>();
      points.add(
          new Point(
              Words.count(networks.size(), "network") + " of one country are hit alike",
              networks.size() >= 2 ? 3 : -4,
              List.of(),
              networks.size(),
              networks.size()));
      if (tls > 0 && services.size() >= 2 && certificates.size() == 1) {
        points.add(
            new Point(
                "the same certificate is shown for unrelated names",
                8,
                List.of(),
                services.size(),
                services.size()));
      }
      boolean authoritiesRight =
          scene.facts.servers.values().stream().allMatch(server -> server.strange.count() == 0);
      if (strange * 2 > all && authoritiesRight && mostResolversAreHit(scene, extent)) {
        points.add(
            new Point(
                "the name servers give the right answer, and every resolver there a forged one",
                10,
                List.of(),
                strange,
                all));
      }
      found.add(
          new Hypothesis(
              Category.NETWORK_INTERFERENCE,
              Layer.TCP,
              new Entity(Entity.Kind.COUNTRY, country),
              -7,
              cell -> cell.focus() && extent.covers().test(cell),
              cell -> {
                if (cell.symptom() == null) {
                  return 0;
                }
                if (cell.like().strange()) {
                  return 0.5;
                }
                return OTHERWISE.applyAsDouble(cell);
              },
              false,
              points,
              "what passes in " + country + " is reset, forged or replaced on its way",
              "The same names and addresses are well from every other country."));
    }
    return found;
  }

  /**
   * One resolver that lies is that resolver's fault; a country's forgery meets all who ask from it.
   */
  private static boolean mostResolversAreHit(Scene scene, Places.Extent extent) {
    Set<String> asked = new TreeSet<>();
    for (Cell cell : scene.cells) {
      if (cell.focus() && cell.like().resolver() != null && extent.covers().test(cell)) {
        asked.add(cell.like().resolver());
      }
    }
    Set<String> hit = new TreeSet<>(asked);
    hit.retainAll(HitResolvers.of(scene));
    return hit.size() >= 2 && hit.size() * 2 > asked.size();
  }

  private static final java.util.function.ToDoubleFunction<Cell> OTHERWISE =
      Shows.nothing()
          .with(Layer.TCP, Code.RESET, 0.5)
          .with(Layer.TLS, Code.RESET, 0.5)
          .with(Layer.TLS, Code.UNKNOWN_ISSUER, 0.5)
          .with(Layer.TLS, Code.SELF_SIGNED, 0.4)
          .with(Layer.TLS, Code.NAME_MISMATCH, 0.1)
          .with(Layer.TCP, Code.TIMEOUT, 0.06)
          .with(Layer.DNS, 0.06)
          .build();
}
