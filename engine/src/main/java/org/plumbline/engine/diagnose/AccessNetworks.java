package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;
import org.plumbline.model.Vantage;

/** An access network that is down: whatever is asked from inside, and what stands inside. */
final class AccessNetworks implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    List<Hypothesis> found = new ArrayList<>();
    for (String isp : Places.suffering(scene, "isp")) {
      found.add(down(scene, isp));
    }
    return found;
  }

  private static Hypothesis down(Scene scene, String isp) {
    Set<Long> numbers = new TreeSet<>();
    int vantages = 0;
    for (Vantage vantage : scene.catalogue.vantages()) {
      if (isp.equals(vantage.isp())) {
        vantages += scene.measuring().contains(vantage.id()) ? 1 : 0;
        if (vantage.asn() != null) {
          numbers.add(vantage.asn());
        }
      }
    }
    Set<String> inside = new TreeSet<>();
    for (String check : scene.focus) {
      for (String server : scene.facts.checkServers.getOrDefault(check, Set.of())) {
        Facts.Server known = scene.facts.servers.get(server);
        if (known != null && known.asn != null && numbers.contains(known.asn)) {
          inside.add(check);
        }
      }
    }
    Set<String> owned = new TreeSet<>();
    for (Cell cell : scene.cells) {
      if (cell.focus() && cell.like().asn() != null && numbers.contains(cell.like().asn())) {
        owned.add(cell.like().check());
      }
    }
    inside.addAll(owned);
    Set<Long> networks = new TreeSet<>();
    numbers.forEach(number -> networks.add(number));
    List<Point> points = new ArrayList<>(SilentServers.within(scene, networks));
    points.add(fromInside(scene, isp));
    if (!inside.isEmpty()) {
      points.add(
          new Point(
              "what stands inside " + isp + " cannot be reached from outside",
              4,
              List.of(),
              inside.size(),
              inside.size()));
    }
    Catalogue catalogue = scene.catalogue;
    return new Hypothesis(
        Category.ISP_CORE_FAILURE,
        Layer.IP,
        new Entity(Entity.Kind.ISP, isp),
        -6.5 + (vantages >= 2 ? 0 : -3),
        cell ->
            isp.equals(Places.value(catalogue.vantage(cell.like().vantage()), "isp"))
                || (cell.focus() && inside.contains(cell.like().check())),
        Shows.nothing()
            .with(Layer.DNS, Code.TIMEOUT, 0.5)
            .with(Layer.DNS, Code.SERVFAIL, 0.12)
            .with(Layer.TCP, Code.TIMEOUT, 0.35)
            .with(Layer.IP, 0.3)
            .with(Layer.TLS, Code.TIMEOUT, 0.03)
            .with(Layer.HTTP, Code.TIMEOUT, 0.03)
            .build(),
        true,
        points,
        "the network of " + isp + " is down",
        "Everything that is asked from inside "
            + isp
            + " fails"
            + (scene.measuring().size() > vantages
                ? ", and the same is well from elsewhere."
                : "."));
  }

  /** Everything that is measured from inside, of whatever service. */
  private static Point fromInside(Scene scene, String isp) {
    int bad = 0;
    int runs = 0;
    Set<String> checks = new TreeSet<>();
    Set<String> hit = new TreeSet<>();
    for (Cell cell : scene.cells) {
      if (isp.equals(Places.value(scene.vantage(cell), "isp"))) {
        runs += cell.count();
        checks.add(cell.like().check());
        if (cell.symptom() != null) {
          bad += cell.count();
          hit.add(cell.like().check());
        }
      }
    }
    // One check that fails tells of its service as much as of the network.
    boolean all = bad * 2 > runs && hit.size() * 4 >= checks.size() * 3 && checks.size() > 1;
    return new Point(
        hit.size() + " of the " + checks.size() + " checks fail from inside " + isp,
        all ? 12 : bad * 4 > runs && checks.size() > 1 ? 4 : -4,
        scene.facts.cutOff.ids(),
        hit.size(),
        checks.size());
  }
}
