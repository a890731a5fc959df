package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** A DNS host whose servers do not answer, or refuse to: every zone on them is lost. */
final class SilentServers implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    TreeMap<String, List<Facts.Server>> hosts = new TreeMap<>();
    for (Facts.Server server : scene.facts.servers.values()) {
      if (server.zone.indexOf('.') > 0) {
        hosts.computeIfAbsent(Facts.provider(server.name), key -> new ArrayList<>()).add(server);
      }
    }
    List<Hypothesis> found = new ArrayList<>();
    hosts.forEach((host, servers) -> {
      Hypothesis hypothesis = silent(scene, host, servers);
      if (hypothesis != null) {
        found.add(hypothesis);
      }
    });
    return found;
  }

  /** The silence of the servers that stand in some networks, which their loss explains as well. */
  static List<Point> within(Scene scene, Set<Long> networks) {
    Set<String> down = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    List<String> ids = new ArrayList<>();
    for (Facts.Server server : scene.facts.servers.values()) {
      if (server.asn != null && networks.contains(server.asn) && server.down() > 0) {
        down.addAll(server.silent.vantages());
        down.addAll(server.refused.vantages());
        asked.addAll(server.good.vantages());
        names.add(server.name);
        ids.addAll(server.silent.ids());
      }
    }
    asked.addAll(down);
    if (down.isEmpty()) {
      return List.of();
    }
    return List.of(
        Point.share(
            Words.list(names) + ", which stand there, do not answer",
            down.size(),
            asked.size(),
            0.75,
            0.08,
            ids));
  }

  private static @org.jspecify.annotations.Nullable Hypothesis silent(
      Scene scene, String host, List<Facts.Server> servers) {
    Set<String> down = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    List<String> ids = new ArrayList<>();
    int refused = 0;
    for (Facts.Server server : servers) {
      down.addAll(server.silent.vantages());
      down.addAll(server.refused.vantages());
      refused += server.refused.count();
      asked.addAll(server.good.vantages());
      if (server.down() > 0) {
        names.add(server.name);
        ids.addAll(server.silent.ids());
        ids.addAll(server.refused.ids());
      }
    }
    asked.addAll(down);
    if (down.isEmpty()) {
      return null;
    }
    Set<String> checks = new TreeSet<>();
    for (String check : scene.focus) {
      Set<String> known = scene.facts.checkServers.getOrDefault(check, Set.of());
      if (known.stream().anyMatch(name -> Facts.provider(name).equals(host))) {
        checks.add(check);
      }
    }
    String how = refused > 0 ? "refuse to answer" : "do not answer";
    return new Hypothesis(
        Category.DNS_AUTHORITATIVE_DOWN,
        Layer.DNS,
        new Entity(Entity.Kind.DNS_PROVIDER, host),
        -6,
        cell -> cell.focus() && checks.contains(cell.like().check()),
        Shows.nothing()
            .with(Layer.DNS, Code.SERVFAIL, 0.7)
            .with(Layer.DNS, Code.TIMEOUT, 0.25)
            .with(Layer.DNS, Code.REFUSED, 0.1)
            .with(Layer.DNS, Code.NOTIMP, 0.05)
            .build(),
        false,
        List.of(
            Point.share(Words.list(names) + " " + how, down.size(), asked.size(), 0.75, 0.08, ids)),
        "the name servers of " + host + " " + how,
        Words.list(names)
            + ", asked directly, "
            + how
            + " from "
            + down.size()
            + " of "
            + asked.size()
            + " places.");
  }
}
