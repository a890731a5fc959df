package org.plumbline.engine.diagnose;

import static org.plumbline.engine.diagnose.RunCrowdClues.HARDLY_ANYONE_FAILS;
import static org.plumbline.engine.diagnose.RunCrowdClues.MOST_FAIL;
import static org.plumbline.engine.diagnose.RunCrowdClues.MUCH_FAILS_HERE;
import static org.plumbline.engine.diagnose.RunCrowdClues.ROUTE_WITHDRAWN;
import static org.plumbline.engine.diagnose.RunDnsClues.ALL_SERVERS_DENY;
import static org.plumbline.engine.diagnose.RunDnsClues.ALL_SERVERS_WRONG;
import static org.plumbline.engine.diagnose.RunDnsClues.ANSWER_AS_OTHERS;
import static org.plumbline.engine.diagnose.RunDnsClues.ANSWER_WRONG;
import static org.plumbline.engine.diagnose.RunDnsClues.DELEGATION_MOVED;
import static org.plumbline.engine.diagnose.RunDnsClues.MOST_SERVERS_DOWN;
import static org.plumbline.engine.diagnose.RunDnsClues.OTHER_RESOLVERS_WELL;
import static org.plumbline.engine.diagnose.RunDnsClues.PARENT_DENIES;
import static org.plumbline.engine.diagnose.RunDnsClues.PARENT_SILENT;
import static org.plumbline.engine.diagnose.RunDnsClues.RESOLVER_BAD_FOR_OTHERS;
import static org.plumbline.engine.diagnose.RunDnsClues.SERVERS_DOWN_ELSEWHERE;
import static org.plumbline.engine.diagnose.RunDnsClues.SIGNATURES_BAD;
import static org.plumbline.engine.diagnose.RunDnsClues.SOME_SERVERS_DENY;
import static org.plumbline.engine.diagnose.RunDnsClues.SOME_SERVERS_WRONG;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** Causes in the naming of things: name servers, delegations, signatures, resolvers. */
final class RunNameCauses {
  private static final RunCause WRONG_DATA_AT_SOME =
      RunCause.of(Category.DNS_AUTHORITATIVE_WRONG_DATA, Layer.DNS, -2)
          .shows(Layer.TLS, 0.08)
          .shows(Layer.TLS, Code.NAME_MISMATCH, 0.4)
          .shows(Layer.HTTP, 0.03)
          .shows(Layer.TCP, 0.03)
          .shows(Layer.DNS, Code.NXDOMAIN, 0.02)
          .shows(Layer.DNS, Code.SERVFAIL, 0.02)
          .needs(SOME_SERVERS_WRONG, 0.95)
          .predicts(ANSWER_WRONG, 0.95)
          .predicts(DELEGATION_MOVED, 0.02)
          .predicts(SIGNATURES_BAD, 0.01)
          .names(view -> nameserver(view, RunSaid.WRONG))
          .because(view -> some(view, RunSaid.WRONG, "answers", "answer") + with(view))
          .settles(RunNameCauses::serversDisagree);

  private static final RunCause DENIED_BY_SOME =
      RunCause.of(Category.DNS_AUTHORITATIVE_WRONG_DATA, Layer.DNS, -2.5)
          .shows(Layer.DNS, Code.NXDOMAIN, 0.4)
          .shows(Layer.DNS, Code.NODATA, 0.4)
          .needs(SOME_SERVERS_DENY, 0.95)
          .names(view -> nameserver(view, RunSaid.DENIED))
          .because(view -> some(view, RunSaid.DENIED, "denies the name", "deny the name"))
          .settles(RunNameCauses::serversDisagree);

  private static final RunCause WRONG_DATA_AT_ALL =
      RunCause.of(Category.DNS_AUTHORITATIVE_WRONG_DATA, Layer.DNS, -3)
          .shows(Layer.TLS, 0.08)
          .shows(Layer.TLS, Code.NAME_MISMATCH, 0.4)
          .shows(Layer.TCP, 0.05)
          .shows(Layer.HTTP, 0.03)
          .needs(ALL_SERVERS_WRONG, 0.95)
          .predicts(ANSWER_WRONG, 0.97)
          .predicts(DELEGATION_MOVED, 0.02)
          .names(RunNameCauses::lastZone)
          .because(view ->
              "all name servers of "
                  + RunWords.zone(view.servers.lastZone())
                  + " answer"
                  + with(view))
          .settles(view -> "");

  private static final RunCause DENIED_BY_ALL =
      RunCause.of(Category.DNS_AUTHORITATIVE_WRONG_DATA, Layer.DNS, -3)
          .shows(Layer.DNS, Code.NXDOMAIN, 0.3)
          .shows(Layer.DNS, Code.NODATA, 0.6)
          .needs(ALL_SERVERS_DENY, 0.95)
          .predicts(PARENT_DENIES, 0.001)
          .predicts(OTHER_RESOLVERS_WELL, 0.1)
          .names(RunNameCauses::lastZone)
          .because(view ->
              "the name servers of "
                  + RunWords.zone(view.servers.lastZone())
                  + (denial(view) == Code.NODATA
                      ? " say that the name exists without an address, as it does when only a"
                          + " record below it or of another kind is there"
                      : " say that there is no such name"))
          .settles(view ->
              "All "
                  + view.servers.named(RunSaid.DENIED).size()
                  + " servers that were asked directly say the same.");

  private static final RunCause RESOLVER_CUT_OFF_FROM_DENIAL =
      RunCause.of(Category.DNS_DELEGATION_REGISTRY, Layer.DNS, -3.5)
          .shows(Layer.DNS, Code.NXDOMAIN, 0.5)
          .predicts(SOME_SERVERS_DENY, 0.02)
          .predicts(ALL_SERVERS_DENY, 0.001)
          .predicts(RESOLVER_BAD_FOR_OTHERS, 0.05)
          .predicts(MOST_FAIL, 0.7)
          .predicts(HARDLY_ANYONE_FAILS, 0.05)
          .predicts(OTHER_RESOLVERS_WELL, 0.4)
          .names(RunNameCauses::lastZone)
          .because(view ->
              "some resolvers come by a delegation of "
                  + RunWords.zone(view.servers.lastZone())
                  + " under which the name does not exist")
          .settles(view ->
              "Its servers answer when they are asked directly, so the resolvers that deny the"
                  + " name were led elsewhere.");

  private static final RunCause DOWN =
      RunCause.of(Category.DNS_AUTHORITATIVE_DOWN, Layer.DNS, -1)
          .shows(Layer.DNS, Code.SERVFAIL, 0.7)
          .shows(Layer.DNS, Code.TIMEOUT, 0.25)
          .shows(Layer.DNS, Code.REFUSED, 0.1)
          .shows(Layer.DNS, Code.LAME, 0.3)
          .shows(Layer.DNS, Code.NOTIMP, 0.1)
          .needs(MOST_SERVERS_DOWN, 0.93)
          .predicts(SERVERS_DOWN_ELSEWHERE, 0.93)
          .predicts(PARENT_SILENT, 0.02)
          .predicts(SIGNATURES_BAD, 0.01)
          .predicts(ROUTE_WITHDRAWN, 0.001)
          .predicts(MUCH_FAILS_HERE, 0.04)
          .predicts(HARDLY_ANYONE_FAILS, 0.08)
          .names(RunNameCauses::downEntity)
          .because(RunNameCauses::down)
          .settles(RunNameCauses::refusals);

  private static final RunCause REGISTRY_SILENT =
      RunCause.of(Category.DNS_DELEGATION_REGISTRY, Layer.DNS, -1.5)
          .shows(Layer.DNS, Code.SERVFAIL, 0.6)
          .shows(Layer.DNS, Code.TIMEOUT, 0.35)
          .shows(Layer.DNS, Code.LAME, 0.2)
          .needs(PARENT_SILENT, 0.9)
          .predicts(MUCH_FAILS_HERE, 0.04)
          .predicts(SIGNATURES_BAD, 0.01)
          .predicts(HARDLY_ANYONE_FAILS, 0.1)
          .names(view -> registry(view.parents.silent()))
          .because(view ->
              "the servers that should delegate " + view.parents.silent() + " do not answer")
          .settles(view -> "The zone's own servers, asked directly, are another matter.");

  private static final RunCause DELEGATION_CHANGED =
      RunCause.of(Category.DOMAIN_EXPIRY_OR_HOLD, Layer.DNS, -2.5)
          .shows(Layer.TLS, 0.1)
          .shows(Layer.TCP, 0.2)
          .shows(Layer.HTTP, 0.1)
          .shows(Layer.DNS, Code.NXDOMAIN, 0.1)
          .shows(Layer.DNS, Code.SERVFAIL, 0.1)
          .needs(DELEGATION_MOVED, 0.95)
          .predicts(ANSWER_WRONG, 0.9)
          .predicts(SOME_SERVERS_WRONG, 0.8)
          .names(view -> zone(view.parents.moved(view.controls.delegations())))
          .because(view -> {
            String moved = String.valueOf(view.parents.moved(view.controls.delegations()));
            return moved
                + " is delegated to "
                + RunWords.list(view.parents.nameservers(moved))
                + " now, which hold other data";
          })
          .settles(view -> {
            String moved = String.valueOf(view.parents.moved(view.controls.delegations()));
            return "Before, its parent named "
                + RunWords.list(view.controls.delegations().getOrDefault(moved, Set.of()))
                + "; a lapsed registration looks like this.";
          });

  private static final RunCause NO_SUCH_ZONE =
      RunCause.of(Category.DOMAIN_EXPIRY_OR_HOLD, Layer.DNS, -2)
          .shows(Layer.DNS, Code.NXDOMAIN, 0.95)
          .needs(PARENT_DENIES, 0.95)
          .predicts(OTHER_RESOLVERS_WELL, 0.1)
          .names(view -> zone(view.parents.denied()))
          .because(
              view -> "the parent of " + view.parents.denied() + " says that there is no such zone")
          .settles(view ->
              "The registry's own servers were asked directly; whether the registration lapsed"
                  + " or is on hold, its registration data tell.");

  private static final RunCause SIGNATURES =
      RunCause.of(Category.DNSSEC_FAILURE, Layer.DNS, -1.5)
          .shows(Layer.DNS, Code.SERVFAIL, 0.9)
          .shows(Layer.DNS, Code.BOGUS, 0.9)
          .needs(SIGNATURES_BAD, 0.97)
          .predicts(MOST_SERVERS_DOWN, 0.01)
          .predicts(OTHER_RESOLVERS_WELL, 0.15)
          .predicts(PARENT_SILENT, 0.01)
          .names(RunNameCauses::signedZone)
          .because(view -> {
            Entity broken = signedZone(view);
            return "the signatures of "
                + (broken == null ? "the zone" : broken.id())
                + " do not validate";
          })
          .settles(view ->
              "The servers give the records to whoever asks without validating; resolvers that"
                  + " validate refuse them.");

  private static final RunCause RESOLVER =
      RunCause.of(Category.DNS_RESOLVER_FAILURE, Layer.DNS, -1)
          .shows(Layer.DNS, 0.2)
          .shows(Layer.DNS, Code.SERVFAIL, 0.5)
          .shows(Layer.DNS, Code.TIMEOUT, 0.3)
          .shows(Layer.TLS, 0.03)
          .shows(Layer.TCP, 0.02)
          .shows(Layer.HTTP, 0.02)
          .predicts(OTHER_RESOLVERS_WELL, 0.93)
          .predicts(MOST_SERVERS_DOWN, 0.01)
          .predicts(SERVERS_DOWN_ELSEWHERE, 0.02)
          .predicts(SOME_SERVERS_WRONG, 0.003)
          .predicts(SOME_SERVERS_DENY, 0.01)
          .predicts(ALL_SERVERS_WRONG, 0.002)
          .predicts(ALL_SERVERS_DENY, 0.005)
          .predicts(SIGNATURES_BAD, 0.01)
          .predicts(PARENT_DENIES, 0.001)
          .predicts(PARENT_SILENT, 0.005)
          .predicts(DELEGATION_MOVED, 0.002)
          .predicts(RESOLVER_BAD_FOR_OTHERS, 0.75)
          .predicts(ANSWER_AS_OTHERS, 0.03)
          .predicts(ANSWER_WRONG, 0.97)
          .predicts(ROUTE_WITHDRAWN, 0.02)
          .names(RunNameCauses::resolver)
          .because(RunNameCauses::resolverAlone)
          .settles(RunNameCauses::othersAnswer);

  static final List<RunCause> ROWS =
      List.of(
          WRONG_DATA_AT_SOME,
          DENIED_BY_SOME,
          WRONG_DATA_AT_ALL,
          DENIED_BY_ALL,
          RESOLVER_CUT_OFF_FROM_DENIAL,
          DOWN,
          REGISTRY_SILENT,
          DELEGATION_CHANGED,
          NO_SUCH_ZONE,
          SIGNATURES,
          RESOLVER);

  private static @Nullable Entity nameserver(RunView view, RunSaid said) {
    return view.servers.named(said).stream()
        .sorted()
        .findFirst()
        .map(name -> new Entity(Entity.Kind.NAMESERVER, name))
        .orElse(null);
  }

  private static @Nullable Entity zone(@Nullable String zone) {
    return zone == null ? null : new Entity(Entity.Kind.ZONE, zone);
  }

  private static @Nullable Entity lastZone(RunView view) {
    return zone(view.servers.lastZone());
  }

  /** The zone that should have delegated: a registry where it is a top-level domain. */
  private static @Nullable Entity registry(@Nullable String silent) {
    if (silent == null) {
      return null;
    }
    String parent = silent.substring(silent.indexOf('.') + 1);
    return parent.indexOf('.') < 0
        ? new Entity(Entity.Kind.REGISTRY, parent)
        : new Entity(Entity.Kind.ZONE, parent);
  }

  /** The highest zone whose data do not validate. */
  private static @Nullable Entity signedZone(RunView view) {
    TreeSet<String> bogus = new TreeSet<>(view.servers.bogus());
    String highest =
        bogus.stream()
            .min(java.util.Comparator.comparingInt(zone -> zone.split("\\.").length))
            .orElse(view.servers.lastZone());
    return highest == null || highest.indexOf('.') >= 0
        ? zone(highest)
        : new Entity(Entity.Kind.REGISTRY, highest);
  }

  private static @Nullable Entity downEntity(RunView view) {
    String zone = view.servers.downZone(0.5);
    if (zone == null) {
      return null;
    }
    List<String> down = view.servers.named(zone, one -> one.said() == RunSaid.FAILED);
    List<String> hosts = down.stream().map(RunNameCauses::host).distinct().toList();
    return down.size() > 1 && hosts.size() == 1
        ? new Entity(Entity.Kind.DNS_PROVIDER, hosts.getFirst())
        : new Entity(Entity.Kind.NAMESERVER, down.stream().sorted().findFirst().orElse(zone));
  }

  /** The domain that a name server lives under: its last two labels, three under a short second. */
  static String host(String server) {
    String[] labels = server.split("\\.");
    int n = labels.length;
    int keep = n > 2 && labels[n - 1].length() == 2 && labels[n - 2].length() <= 3 ? 3 : 2;
    return n <= keep ? server : String.join(".", java.util.Arrays.copyOfRange(labels, n - keep, n));
  }

  private static @Nullable Entity resolver(RunView view) {
    RunResolvers.Replied own = view.resolvers.own();
    return own == null || own.walked() ? null : new Entity(Entity.Kind.RESOLVER, own.name());
  }

  /** "2 of 6 name servers of Z (a and b) answer". */
  private static String some(RunView view, RunSaid said, String one, String many) {
    List<String> named = view.servers.named(said);
    String zone = view.servers.that(said).getFirst().zone();
    int all = view.servers.named(zone, asked -> true).size();
    return RunWords.servers(named, all, zone) + " " + (named.size() == 1 ? one : many);
  }

  private static String with(RunView view) {
    Set<String> addresses = RunServers.addresses(view.servers.that(RunSaid.WRONG));
    return " with " + RunWords.list(addresses) + ", which does not serve the name";
  }

  private static @Nullable Code denial(RunView view) {
    return view.servers.that(RunSaid.DENIED).stream()
        .map(asked -> asked.failure() == null ? null : asked.failure().code())
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static String serversDisagree(RunView view) {
    List<String> right = view.servers.named(RunSaid.RIGHT);
    if (right.isEmpty()) {
      return "";
    }
    String addresses = RunWords.list(RunServers.addresses(view.servers.that(RunSaid.RIGHT)));
    return "Asked directly at the same time, "
        + RunWords.list(right)
        + (addresses.isEmpty() ? " answer as they should" : " answer with " + addresses)
        + (view.addresses.validHere().isEmpty()
            ? "."
            : ", where a valid exchange for the name succeeds from here.");
  }

  private static String down(RunView view) {
    String zone = String.valueOf(view.servers.downZone(0.5));
    List<String> down = view.servers.named(zone, one -> one.said() == RunSaid.FAILED);
    int all = view.servers.named(zone, one -> true).size();
    return RunWords.servers(down, all, zone)
        + (down.size() == 1 ? " gives" : " give")
        + " no usable reply";
  }

  private static String refusals(RunView view) {
    TreeSet<String> said = new TreeSet<>();
    for (RunServers.Asked asked : view.servers.that(RunSaid.FAILED)) {
      if (asked.failure() != null) {
        said.add(
            asked.failure().code() == Code.TIMEOUT ? "silence" : asked.failure().code().name());
      }
    }
    return said.isEmpty()
        ? ""
        : "Asked directly from here, all that came of them was " + RunWords.list(said) + ".";
  }

  private static String resolverAlone(RunView view) {
    RunResolvers.Replied own = view.resolvers.own();
    String name = own == null ? "the resolver" : own.subject();
    if (own == null || own.failure() == null) {
      return name + " gives another answer than the name's own servers";
    }
    return own.failure().code() == Code.TIMEOUT
        ? name + " does not answer"
        : name + " fails where others do not";
  }

  private static String othersAnswer(RunView view) {
    List<String> well =
        view.resolvers.others().stream()
            .filter(reply -> !RunResolvers.bad(reply))
            .map(RunResolvers.Replied::name)
            .distinct()
            .toList();
    int servers = view.servers.all().size() - view.servers.that(RunSaid.FAILED).size();
    if (well.isEmpty() && servers == 0) {
      return "";
    }
    return "The same question"
        + (well.isEmpty() ? "" : ", put to " + RunWords.list(well))
        + (servers == 0
            ? ""
            : (well.isEmpty() ? ", put to" : " and to") + " the name's own servers directly")
        + ", is answered from here.";
  }

  private RunNameCauses() {}
}
