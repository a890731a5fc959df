package org.plumbline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Measurement;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;

/** The walk from the root: what each parent says of a zone, what each of its servers says. */
final class TreeServers {
  private static final int NAMED_MAX = 3;

  private final Tree tree;
  private final Camps camps;
  private final Map<String, List<Observation.Delegation>> parents = new LinkedHashMap<>();
  private final Map<String, List<Observation.Authority>> servers = new LinkedHashMap<>();

  TreeServers(Tree tree, Camps camps) {
    this.tree = tree;
    this.camps = camps;
  }

  void draw(List<Measurement> run) {
    for (Measurement measurement : run) {
      measurement.observations().forEach(this::take);
    }
    if (!parents.isEmpty()) {
      tree.heading("Delegation: what each parent says");
      parents.forEach(this::cut);
    }
    servers.forEach(this::zone);
  }

  private void take(Observation step) {
    if (step instanceof Observation.Delegation parent) {
      parents.computeIfAbsent(parent.zone(), zone -> new ArrayList<>()).add(parent);
    } else if (step instanceof Observation.Authority server) {
      servers.computeIfAbsent(server.zone(), zone -> new ArrayList<>()).add(server);
    }
  }

  /** Parents of a cut that say the same share a line. */
  private void cut(String zone, List<Observation.Delegation> said) {
    Map<Set<String>, List<Observation.Delegation>> same = new LinkedHashMap<>();
    for (Observation.Delegation parent : said) {
      if (parent.attempt().outcome().ok()) {
        same.computeIfAbsent(new TreeSet<>(parent.nameservers()), set -> new ArrayList<>())
            .add(parent);
      } else {
        tree.fact(
            TreeSteps.mark(parent, false),
            zone
                + " by "
                + name(parent.parentServer())
                + ": "
                + TreeSteps.said(parent, parent.rcode(), List.of()),
            parent.attempt().elapsed());
      }
    }
    boolean differ = same.size() > 1;
    same.forEach((nameservers, parents) -> {
      int more = distinct(parents) - 1;
      tree.fact(
          differ ? Tree.Mark.DIFFERS : Tree.Mark.OK,
          zone
              + " by "
              + name(parents.getFirst().parentServer())
              + (more > 0 ? " +" + more : "")
              + (Boolean.TRUE.equals(parents.getFirst().ds()) ? ", signed" : ""),
          parents.getFirst().attempt().elapsed());
      tree.more(list(nameservers));
    });
    childSays(zone, same.keySet());
  }

  private void childSays(String zone, Set<Set<String>> parentSets) {
    Set<Set<String>> children = new LinkedHashSet<>();
    for (Observation.Authority server : servers.getOrDefault(zone, List.of())) {
      if (!server.nameservers().isEmpty()) {
        children.add(new TreeSet<>(server.nameservers()));
      }
    }
    for (Set<String> child : children) {
      if (!parentSets.isEmpty() && !parentSets.contains(child)) {
        tree.fact(Tree.Mark.DIFFERS, zone + " itself names", null);
        tree.more(list(child));
      }
    }
  }

  private static int distinct(List<Observation.Delegation> parents) {
    return (int) parents.stream().map(parent -> name(parent.parentServer())).distinct().count();
  }

  private void zone(String zone, List<Observation.Authority> asked) {
    tree.heading(
        "Servers of "
            + (zone.isEmpty() || zone.equals(".") ? "the root" : zone)
            + ", asked directly");
    List<Observation.Authority> unasked =
        asked.stream()
            .filter(server -> TreeSteps.mark(server, false) == Tree.Mark.NOT_MADE)
            .toList();
    if (!unasked.isEmpty()) {
      long servers = unasked.stream().map(server -> name(server.server())).distinct().count();
      tree.fact(
          Tree.Mark.NOT_MADE,
          servers
              + (servers == 1 ? " server: " : " servers: ")
              + TreeSteps.said(unasked.getFirst(), null, List.of()),
          null);
    }
    Set<String> shown = new LinkedHashSet<>();
    for (Observation.Authority server : asked) {
      if (unasked.contains(server)) {
        continue;
      }
      String type = server.question() == null ? "" : " " + server.question().type();
      String text =
          name(server.server())
              + type
              + ": "
              + camps.letter(server.answers())
              + (TreeSteps.mark(server, false) == Tree.Mark.OK && !isAddressQuestion(server)
                  ? server.answers().size() + " records"
                  : TreeSteps.said(server, server.rcode(), server.answers()))
              + ("bogus".equals(server.dnssec()) ? ", signature does not hold" : "");
      if (shown.add(text)) {
        tree.fact(
            "bogus".equals(server.dnssec())
                ? Tree.Mark.FAIL
                : TreeSteps.mark(server, camps.isOther(server.answers())),
            text,
            server.attempt().elapsed());
      }
    }
  }

  private static boolean isAddressQuestion(Observation.Authority server) {
    return server.question() == null
        || server.question().type().equals("A")
        || server.question().type().equals("AAAA");
  }

  private static String name(@Nullable NameServer server) {
    if (server == null) {
      return "a server";
    }
    return server.name() != null
        ? server.name()
        : server.address() == null ? "a server" : server.address();
  }

  private static String list(Set<String> names) {
    List<String> all = List.copyOf(names);
    String shown = String.join(", ", all.subList(0, Math.min(NAMED_MAX, all.size())));
    return all.size() <= NAMED_MAX ? shown : shown + " +" + (all.size() - NAMED_MAX);
  }
}
