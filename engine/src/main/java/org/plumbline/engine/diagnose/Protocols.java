package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.model.Category;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** One way of speaking fails where another, to the same host, does not: the client's side. */
final class Protocols implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    Set<String> checks = new TreeSet<>();
    for (Cell cell : scene.failing()) {
      if (cell.like().quic()) {
        checks.add(cell.like().check());
      }
    }
    List<Hypothesis> found = new ArrayList<>();
    if (checks.isEmpty()) {
      return found;
    }
    Set<String> hosts = new TreeSet<>();
    checks.forEach(check -> hosts.add(scene.host(check)));
    int well = 0;
    int all = 0;
    for (Cell cell : scene.cells) {
      if (!cell.like().quic() && hosts.contains(scene.host(cell.like().check()))) {
        well += cell.symptom() == null ? cell.count() : 0;
        all += cell.count();
      }
    }
    List<Point> points =
        all == 0
            ? List.of()
            : List.of(
                Point.share(
                    "the same host answers over TCP", well * 8 / all, 8, 0.97, 0.4, List.of()));
    found.add(
        new Hypothesis(
            Category.CLIENT_PROTOCOL_BUG,
            Layer.QUIC,
            new Entity(Entity.Kind.CLIENT, "h3"),
            -5.5,
            cell -> cell.focus() && checks.contains(cell.like().check()),
            cell ->
                cell.symptom() == null
                    ? 0
                    : cell.symptom().layer() == Layer.QUIC || cell.symptom().layer() == Layer.HTTP
                        ? 0.5
                        : 0.004,
            false,
            points,
            "HTTP/3 to it does not work while HTTP/2 does",
            "The same host, asked over TCP from the same places, answers."));
    return found;
  }
}
