package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Certificate;
import org.plumbline.model.Entity;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;
import org.plumbline.model.Verdict;

/** What is true and was not suffered in this run, and is worth a person's time all the same. */
final class RunNotes {
  private static final int NOTES_MAX = 8;

  private final RunView view;
  private final List<Verdict.Note> notes = new ArrayList<>();

  private RunNotes(RunView view) {
    this.view = view;
  }

  static List<Verdict.Note> of(RunView view) {
    RunNotes notes = new RunNotes(view);
    if (view.suffered == null) {
      notes.wrongServers();
    }
    notes.serversDown();
    notes.resolvers();
    notes.delegation();
    notes.split();
    notes.addresses();
    notes.families();
    notes.robots();
    notes.ballast();
    return notes.notes.subList(0, Math.min(NOTES_MAX, notes.notes.size()));
  }

  private void add(
      Category category, Layer layer, @Nullable Entity entity, String text, List<String> ids) {
    notes.add(new Verdict.Note(category, layer, entity, text, ids));
  }

  private void wrongServers() {
    for (RunSaid said : List.of(RunSaid.WRONG, RunSaid.DENIED)) {
      List<String> named = view.servers.named(said);
      if (named.isEmpty() || view.suffered != null) {
        continue;
      }
      String zone = view.servers.that(said).getFirst().zone();
      Set<String> addresses = RunServers.addresses(view.servers.that(said));
      add(
          Category.DNS_AUTHORITATIVE_WRONG_DATA,
          Layer.DNS,
          new Entity(Entity.Kind.NAMESERVER, named.stream().sorted().findFirst().orElse(zone)),
          RunWords.servers(named, view.servers.named(zone, one -> true).size(), zone)
              + " "
              + (addresses.isEmpty()
                  ? (named.size() == 1 ? "denies" : "deny") + " the name"
                  : (named.size() == 1 ? "answers" : "answer")
                      + " with "
                      + RunWords.list(addresses)
                      + ", which does not serve it")
              + "; who asks there fails.",
          ids(view.servers.that(said)));
    }
  }

  private void serversDown() {
    List<RunServers.Asked> failed = view.servers.that(RunSaid.FAILED);
    for (String zone : view.servers.zones()) {
      List<String> down = view.servers.named(zone, one -> one.said() == RunSaid.FAILED);
      List<String> all = view.servers.named(zone, one -> true);
      boolean cause = view.suffered != null && zone.equals(view.servers.downZone(0.5));
      if (!down.isEmpty() && !cause) {
        add(
            Category.DNS_AUTHORITATIVE_DOWN,
            Layer.DNS,
            new Entity(Entity.Kind.NAMESERVER, down.getFirst()),
            RunWords.servers(down, all.size(), zone)
                + " "
                + (down.size() == 1 ? "gives" : "give")
                + " no usable reply.",
            ids(failed));
      }
    }
  }

  private void resolvers() {
    RunResolvers.Replied own = view.resolvers.own();
    boolean ownWell = own != null && !RunResolvers.bad(own);
    for (RunResolvers.Replied reply : view.resolvers.others()) {
      if (!RunResolvers.bad(reply) || !ownWell) {
        continue;
      }
      String what =
          switch (reply.said()) {
            case WRONG ->
                " answers with "
                    + RunWords.list(
                        reply.answers().stream()
                            .filter(answer -> answer.isAddress())
                            .map(answer -> answer.data())
                            .toList())
                    + ", which does not serve the name";
            case DENIED -> " denies the name";
            case FAILED, RIGHT, UNJUDGED -> " does not resolve the name";
          };
      add(
          Category.DNS_RESOLVER_FAILURE,
          Layer.DNS,
          reply.walked() ? null : new Entity(Entity.Kind.RESOLVER, reply.name()),
          RunWords.sentence(reply.subject() + what + "; it is not the one in use here"),
          List.of(reply.measurement()));
    }
  }

  private void delegation() {
    String zone = view.parents.differs();
    if (zone != null) {
      add(
          Category.DNS_DELEGATION_REGISTRY,
          Layer.DNS,
          new Entity(Entity.Kind.ZONE, zone),
          "The parent of "
              + zone
              + " names "
              + RunWords.list(view.parents.nameservers(zone))
              + ", the zone itself names "
              + RunWords.list(view.parents.children(zone))
              + ".",
          view.ids());
    }
  }

  private void split() {
    String zone = view.parents.split();
    if (zone != null && view.parents.differs() == null) {
      add(
          Category.DNS_DELEGATION_REGISTRY,
          Layer.DNS,
          new Entity(Entity.Kind.ZONE, zone),
          "The servers of "
              + zone
              + " do not agree on which servers the zone has; resolvers that"
              + " keep what they are told stick to a part of them.",
          view.ids());
    }
  }

  private void addresses() {
    if (view.suffered != null) {
      return;
    }
    for (Map.Entry<String, Failure> entry : view.addresses.failedHere().entrySet()) {
      String address = entry.getKey();
      Layer layer = entry.getValue().layer();
      boolean connecting = layer == Layer.TCP || layer == Layer.IP;
      if (connecting && !view.addresses.validHere().contains(address)) {
        add(
            Category.SERVER_NETWORK_CONFIG,
            layer,
            new Entity(Entity.Kind.ADDRESS, address),
            "The address " + address + " takes no connection from here; another one does.",
            view.ids());
      }
    }
  }

  private void families() {
    if (view.suffered != null) {
      return;
    }
    for (RunPath path : view.paths) {
      Failure failure = path.failure();
      if (path.state() == RunPath.State.BROKEN && failure != null && !path.robotKeptOut()) {
        int number = path.measurement().family() == null ? 0 : path.measurement().family().number();
        add(
            Category.SERVER_NETWORK_CONFIG,
            failure.layer(),
            new Entity(Entity.Kind.SERVICE, path.measurement().service()),
            "Over IPv" + number + " it cannot be connected to; the other family works.",
            List.of(path.measurement().id()));
      }
    }
  }

  private void robots() {
    for (RunPath path : view.paths) {
      if (path.robotKeptOut()) {
        add(
            Category.UNKNOWN,
            Layer.HTTP,
            new Entity(Entity.Kind.SERVICE, path.measurement().service()),
            "The answer is meant to keep robots out; people are not concerned.",
            List.of(path.measurement().id()));
        return;
      }
    }
  }

  private void ballast() {
    if (view.suffered != null) {
      return;
    }
    for (RunPath path : view.paths) {
      for (Observation step : path.steps()) {
        if (step instanceof Observation.Tls tls && tls.failure() == null) {
          Certificate expired = RunPathClues.expired(tls.chain(), view.at());
          if (expired != null && expired.subject() != null) {
            add(
                Category.TLS_CHAIN_OR_ROOT_EXPIRY,
                Layer.TLS,
                new Entity(Entity.Kind.ISSUER, expired.subject()),
                "The server still sends "
                    + expired.subject()
                    + ", which has run out; clients"
                    + " that find another way to a root do not need it.",
                List.of(path.measurement().id()));
            return;
          }
        }
      }
    }
  }

  private static List<String> ids(List<RunServers.Asked> asked) {
    return asked.stream().map(RunServers.Asked::measurement).distinct().toList();
  }
}
