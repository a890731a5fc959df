package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.model.Category;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** A name server that answers, with an older copy of the zone than the others hold. */
final class StaleServers implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    Set<String> servers = new TreeSet<>();
    for (Cell cell : scene.failing()) {
      if (cell.suffered().layer() == Layer.NONE) {
        servers.add(scene.host(cell.like().check()));
      }
    }
    Catalogue catalogue = scene.catalogue;
    List<Hypothesis> found = new ArrayList<>();
    for (String server : servers) {
      found.add(
          new Hypothesis(
              Category.DNS_AUTHORITATIVE_WRONG_DATA,
              Layer.DNS,
              new Entity(Entity.Kind.NAMESERVER, server),
              -5,
              cell -> cell.focus() && catalogue.host(cell.like().check()).equals(server),
              Shows.nothing().with(Layer.NONE, 0.95).build(),
              false,
              List.of(),
              server + " still serves an older copy of the zone than the others",
              "The serial that "
                  + server
                  + " gives is behind the one that the other servers give."));
    }
    return found;
  }
}
