package org.plumbline.engine.diagnose;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.model.Answer;

/** Clues from names: resolvers, authoritative servers, delegations, signatures. */
final class RunDnsClues {
  private static final String ASK_SERVERS =
      "Ask every authoritative server for the name directly and compare what they say.";
  private static final String ASK_RESOLVERS = "Ask other resolvers for the same name from here.";
  private static final String WALK = "Walk the delegation from the root and ask every parent.";

  static final RunClue ANSWER_WRONG =
      RunClue.of(
          0.08,
          view -> {
            String address = view.failedAddress();
            if (address == null || view.addresses.valid().isEmpty()) {
              return RunSeen.UNKNOWN;
            }
            return RunSeen.of(view.addresses.judge(address) == RunSaid.WRONG);
          },
          view -> "the resolver gave an address that does not serve the name, and another does",
          "the resolver gave an address that serves the name, or of the same owner",
          "tls",
          "Connect to the addresses that other resolvers give, with the same server name.");

  static final RunClue SOME_SERVERS_WRONG =
      RunClue.of(
          0.03,
          view -> asked(view, !view.servers.named(RunSaid.WRONG).isEmpty() && rightServer(view)),
          view ->
              RunWords.list(view.servers.named(RunSaid.WRONG))
                  + " answer with "
                  + RunWords.list(RunServers.addresses(view.servers.that(RunSaid.WRONG)))
                  + ", and other servers of the zone do not",
          "no authoritative server gives an address that does not serve the name",
          "authority",
          ASK_SERVERS);

  static final RunClue ALL_SERVERS_WRONG =
      RunClue.of(
          0.02,
          view -> asked(view, !view.servers.named(RunSaid.WRONG).isEmpty() && !rightServer(view)),
          "every authoritative server gives an address that does not serve the name",
          "authoritative servers give addresses that serve the name",
          "authority",
          ASK_SERVERS);

  static final RunClue SOME_SERVERS_DENY =
      RunClue.of(
          0.03,
          view ->
              asked(
                  view,
                  !view.servers.named(RunSaid.DENIED).isEmpty()
                      && view.servers.all().stream()
                          .anyMatch(one ->
                              one.said() == RunSaid.RIGHT || one.said() == RunSaid.UNJUDGED)),
          view ->
              RunWords.list(view.servers.named(RunSaid.DENIED))
                  + " deny what other servers of the zone answer",
          "no authoritative server denies what others answer",
          "authority",
          ASK_SERVERS);

  static final RunClue ALL_SERVERS_DENY =
      RunClue.of(
          0.03,
          view ->
              asked(
                  view,
                  !view.servers.named(RunSaid.DENIED).isEmpty()
                      && view.servers.all().stream()
                          .allMatch(
                              one -> one.said() == RunSaid.DENIED || one.said() == RunSaid.FAILED)),
          "every authoritative server that answers denies the name or has no address for it",
          "authoritative servers give an address",
          "authority",
          ASK_SERVERS);

  static final RunClue MOST_SERVERS_DOWN =
      RunClue.of(
          0.12,
          view -> asked(view, view.servers.downZone(0.5) != null),
          view -> {
            String zone = String.valueOf(view.servers.downZone(0.5));
            return view.servers.named(zone, one -> one.said() == RunSaid.FAILED).size()
                + " of "
                + view.servers.named(zone, one -> true).size()
                + " authoritative servers of "
                + RunWords.zone(zone)
                + " gave no usable reply";
          },
          "most authoritative servers answer from here",
          "authority",
          ASK_SERVERS);

  static final RunClue SERVERS_DOWN_ELSEWHERE =
      RunClue.of(
          0.12,
          view -> {
            int well = 0;
            int failing = 0;
            for (RunServers.Asked one : view.servers.all()) {
              Controls.Crowd crowd =
                  view.controls.servers().getOrDefault(one.server(), Controls.Crowd.NOBODY);
              well += crowd.well();
              failing += crowd.failing();
            }
            return new Controls.Crowd(well, failing).failing(0.3, 2);
          },
          "its authoritative servers fail to answer other vantages too",
          "its authoritative servers answer other vantages",
          "authority",
          "Ask the same authoritative servers from another network.");

  static final RunClue PARENT_DENIES =
      RunClue.of(
          0.01,
          view -> view.parents.walked(view.parents.denied()),
          view -> "the parent of " + view.parents.denied() + " says that there is no such zone",
          "every parent on the way knows the zone",
          "delegation",
          WALK);

  static final RunClue PARENT_SILENT =
      RunClue.of(
          0.03,
          view -> view.parents.walked(view.parents.silent()),
          view -> "no parent server of " + view.parents.silent() + " gave a usable reply",
          "the parents on the way answer",
          "delegation",
          WALK);

  static final RunClue DELEGATION_MOVED =
      RunClue.of(
          0.01,
          view ->
              view.controls.delegations().isEmpty()
                  ? RunSeen.UNKNOWN
                  : view.parents.walked(view.parents.moved(view.controls.delegations())),
          view -> {
            String zone = String.valueOf(view.parents.moved(view.controls.delegations()));
            return "the parent of "
                + zone
                + " names "
                + RunWords.list(view.parents.nameservers(zone))
                + " now, and named "
                + RunWords.list(view.controls.delegations().getOrDefault(zone, Set.of()))
                + " before";
          },
          "the parent names the same servers as before",
          "delegation",
          WALK);

  static final RunClue SIGNATURES_BAD =
      RunClue.of(
          0.05,
          view -> {
            RunSeen own = view.servers.signaturesBad();
            boolean told =
                !view.isDnsCheck()
                    && view.resolvers.all().stream().anyMatch(RunResolvers.Replied::bogus);
            return own == RunSeen.UNKNOWN && told ? RunSeen.YES : own;
          },
          view ->
              view.servers.bogus().isEmpty()
                  ? "a validating resolver says that the signatures do not hold"
                  : "signatures of "
                      + RunWords.list(view.servers.bogus())
                      + " do not hold from the root down",
          "no broken signature was met",
          "authority",
          "Fetch the keys and signatures from the root down and validate them.");

  static final RunClue OTHER_RESOLVERS_WELL =
      RunClue.of(
          0.5,
          view -> {
            List<RunResolvers.Replied> others = view.resolvers.others();
            long bad = others.stream().filter(RunResolvers::bad).count();
            return others.isEmpty()
                ? RunSeen.UNKNOWN
                : RunSeen.of(bad == 0 || bad * 4 <= others.size());
          },
          view ->
              RunWords.list(
                      view.resolvers.others().stream()
                          .filter(reply -> !RunResolvers.bad(reply))
                          .map(RunResolvers.Replied::name)
                          .distinct()
                          .toList())
                  + " answer the same question well from here",
          "other resolvers fail or answer wrongly too",
          "dns",
          ASK_RESOLVERS);

  static final RunClue ANSWER_AS_OTHERS =
      RunClue.of(
          0.7,
          view -> {
            RunResolvers.Replied own = view.resolvers.own();
            Set<String> there = new TreeSet<>();
            view.servers.all().forEach(one -> there.addAll(owners(one.answers())));
            view.resolvers.others().forEach(one -> there.addAll(owners(one.answers())));
            return own == null || own.failure() != null || there.isEmpty()
                ? RunSeen.UNKNOWN
                : RunSeen.of(owners(own.answers()).stream().anyMatch(there::contains));
          },
          "others that were asked give the same addresses, or of the same owner",
          "nobody else that was asked gives what the resolver gave",
          "dns",
          ASK_RESOLVERS);

  static final RunClue RESOLVER_BAD_FOR_OTHERS =
      RunClue.of(
          0.2,
          view -> view.controls.resolverUsers().failing(0.3, 2),
          "the same resolver fails for other names or other users",
          "the same resolver serves other names and users",
          "dns",
          "Ask the same resolver for an unrelated name.");

  private static Set<String> owners(List<Answer> answers) {
    TreeSet<String> owners = new TreeSet<>();
    answers.stream()
        .filter(Answer::isAddress)
        .forEach(answer -> owners.addAll(RunAddresses.ownersOf(answer.data(), answer.asn())));
    return owners;
  }

  private static RunSeen asked(RunView view, boolean seen) {
    return view.servers.all().isEmpty() ? RunSeen.UNKNOWN : RunSeen.of(seen);
  }

  private static boolean rightServer(RunView view) {
    return view.servers.all().stream().anyMatch(one -> one.said() == RunSaid.RIGHT);
  }

  private RunDnsClues() {}
}
