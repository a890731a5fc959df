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

/**
 * Authoritative servers that give another answer than the rest: an address that nobody vouches for,
 * or no such name, while others of the same zone, or they themselves before, gave the right one.
 */
final class WrongAnswers implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    List<Hypothesis> found = new ArrayList<>();
    TreeMap<String, List<Facts.Server>> zones = new TreeMap<>();
    for (Facts.Server server : scene.facts.servers.values()) {
      boolean strange = server.strange.count() > 0;
      boolean denies =
          server.negative.count() > 0 && server.negative.count() >= server.good.count();
      if (strange || denies) {
        zones.computeIfAbsent(server.zone, key -> new ArrayList<>()).add(server);
      }
    }
    zones.forEach((zone, wrong) -> found.add(wrong(scene, zone, wrong)));
    return found;
  }

  private static Hypothesis wrong(Scene scene, String zone, List<Facts.Server> wrong) {
    Set<String> names = new TreeSet<>();
    Set<String> shown = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    Set<String> addresses = new TreeSet<>();
    List<String> ids = new ArrayList<>();
    int unauthoritative = 0;
    for (Facts.Server server : wrong) {
      names.add(server.name);
      shown.addAll(server.strange.vantages());
      shown.addAll(server.negative.vantages());
      addresses.addAll(server.strangeAddresses);
      ids.addAll(server.strange.ids());
      ids.addAll(server.negative.ids());
      unauthoritative += server.unauthoritative.count();
    }
    for (String vantage : scene.facts.all.vantages()) {
      if (scene.suffering(vantage)) {
        asked.add(vantage);
      }
    }
    asked.addAll(shown);
    Set<String> right = new TreeSet<>();
    for (String name : scene.facts.zonesOf.getOrDefault(zone, Set.of())) {
      Facts.Server server = scene.facts.servers.get(name);
      if (!names.contains(name) && server != null && server.good.count() > 0) {
        right.add(name);
      }
    }
    List<Point> points = new ArrayList<>();
    points.add(
        Point.share(
            Words.list(names)
                + (addresses.isEmpty()
                    ? " deny that the name exists"
                    : " answer with " + Words.list(addresses)),
            Math.min(shown.size(), asked.size()),
            asked.size(),
            0.5,
            0.01,
            ids));
    if (!right.isEmpty()) {
      points.add(
          new Point(
              Words.list(right) + " hold the right answer",
              3,
              List.of(),
              right.size(),
              right.size() + names.size()));
    }
    Set<String> named = scene.facts.zoneServers.getOrDefault(zone, Set.of());
    if (!named.isEmpty() && names.containsAll(named) && !right.isEmpty()) {
      points.add(
          new Point(
              "they are all that the parent names: it is the delegation that changed",
              -10,
              List.of(),
              names.size(),
              named.size()));
    }
    if (unauthoritative > 0) {
      points.add(
          new Point(
              "the wrong answers are not marked as authoritative",
              -10,
              List.of(),
              unauthoritative,
              shown.size()));
    }
    String answer =
        addresses.isEmpty() ? "deny that the name exists" : "answer with the wrong address";
    return new Hypothesis(
        Category.DNS_AUTHORITATIVE_WRONG_DATA,
        Layer.DNS,
        new Entity(Entity.Kind.NAMESERVER, names.iterator().next()),
        -6,
        answers(scene, zone, addresses),
        cell ->
            cell.symptom() == null
                ? 0
                : cell.like().strange()
                    ? 0.5
                    : cell.symptom().layer() == Layer.DNS && cell.symptom().code() != Code.TIMEOUT
                        ? 0.25
                        : 0.004,
        false,
        points,
        Words.count(names.size(), "name server")
            + (names.size() == 1
                ? " " + answer.replace("deny", "denies").replace("answer", "answers")
                : " " + answer),
        settles(names, right, addresses));
  }

  /** Whoever asked a resolver that came to the wrong servers. */
  static Cover answers(Scene scene, String zone, Set<String> addresses) {
    Set<String> hit = HitResolvers.of(scene);
    Map<String, Set<String>> zones = scene.facts.checkZones;
    return cell ->
        cell.focus()
            && (zone.isEmpty() || zones.getOrDefault(cell.like().check(), Set.of()).contains(zone))
            && (cell.like().strange()
                || cell.like().resolver() == null
                || hit.contains(cell.like().resolver()));
  }

  private static String settles(Set<String> names, Set<String> right, Set<String> addresses) {
    String wrong =
        Words.list(names)
            + (addresses.isEmpty()
                ? " asked directly deny the name"
                : " asked directly say " + Words.list(addresses));
    return right.isEmpty()
        ? wrong + "."
        : wrong + ", while " + Words.list(right) + " say otherwise.";
  }
}
