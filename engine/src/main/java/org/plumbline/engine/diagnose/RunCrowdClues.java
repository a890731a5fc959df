package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Route;
import org.plumbline.model.Vantage;

/** Clues from others: who else fails, what else fails here, what happened to the routes. */
final class RunCrowdClues {
  private static final String ELSEWHERE = "Make the same run from other networks.";
  private static final int PEERS_LEAST = 2;

  static final RunClue MOST_FAIL =
      RunClue.of(
          0.45,
          view -> view.controls.everyone().failing(0.4, 3),
          view ->
              view.controls.everyone().failing()
                  + " of "
                  + view.controls.everyone().size()
                  + " other vantages fail too",
          "most other vantages get through",
          "http",
          ELSEWHERE);

  static final RunClue HARDLY_ANYONE_FAILS =
      RunClue.of(
          0.25,
          view ->
              view.controls.everyone().size() < 3
                  ? RunSeen.UNKNOWN
                  : RunSeen.of(
                      view.controls.everyone().failing() * 10 <= view.controls.everyone().size()),
          "hardly any other vantage fails",
          "other vantages fail as well",
          "http",
          ELSEWHERE);

  static final RunClue PROVIDER_FAILS_ALIKE =
      RunClue.of(
          0.4,
          view -> view.controls.sameIsp().failing(0.5, 1),
          "others in the same access network fail too",
          "others in the same access network get through",
          "http",
          "Make the same run from another line of the same provider.");

  static final RunClue COUNTRY_ALONE_FAILS =
      RunClue.of(
          0.1,
          view -> {
            Controls.Crowd here = view.controls.sameCountry();
            Controls.Crowd all = view.controls.everyone();
            Controls.Crowd abroad =
                new Controls.Crowd(all.well() - here.well(), all.failing() - here.failing());
            return here.size() < 1 || abroad.size() < 3
                ? RunSeen.UNKNOWN
                : RunSeen.of(
                    here.failing() >= 0.3 * here.size() && abroad.failing() <= 0.1 * abroad.size());
          },
          view -> {
            Vantage vantage = view.run.vantage();
            return "it fails within "
                + (vantage == null ? "one country" : vantage.country())
                + " and nowhere else";
          },
          "the failures do not keep to one country",
          "http",
          ELSEWHERE);

  static final RunClue MUCH_FAILS_HERE =
      RunClue.of(
          0.12,
          view -> view.controls.servicesHere().failing(0.5, 3),
          view ->
              view.controls.servicesHere().failing()
                  + " of "
                  + view.controls.servicesHere().size()
                  + " other services fail from here too",
          "other services work from here",
          "http",
          "Look at unrelated services from here.");

  static final RunClue NEIGHBOURS_FAIL =
      RunClue.of(
          0.3,
          view -> view.controls.neighbours().failing(0.34, 1),
          "other services in the same network as the address fail too",
          "other services in the same network as the address work",
          "http",
          "Look at other services in the same network.");

  static final RunClue ANCHORS_SILENT =
      RunClue.of(
          0.03,
          view ->
              view.controls.anchors() == null
                  ? RunSeen.UNKNOWN
                  : view.controls.anchors().failing(0.5, 1),
          "the vantage's own anchors do not answer",
          "the vantage's own anchors answer",
          "tcp",
          "Try the vantage's own anchors.");

  static final RunClue ROUTE_WITHDRAWN =
      RunClue.of(
          0.03,
          view -> routes(view, withdrawn(view)),
          view -> "routes to " + RunWords.list(prefixes(withdrawn(view))) + " were withdrawn",
          "no route to the address was withdrawn",
          "route",
          "Look at the routes to the address as collectors see them.");

  static final RunClue ROUTE_ELSEWHERE =
      RunClue.of(
          0.03,
          view -> routes(view, strangers(view)),
          view ->
              "routes to "
                  + RunWords.list(prefixes(strangers(view)))
                  + " lead to "
                  + RunWords.list(
                      strangers(view).stream()
                          .map(route -> "AS" + route.originAsn())
                          .distinct()
                          .toList())
                  + " instead of their owner",
          "the routes to the address lead to its owner",
          "route",
          "Look at the routes to the address as collectors see them.");

  /** Addresses that matter to the failure, with their owners. */
  private static List<String> concerned(RunView view) {
    List<String> addresses = new ArrayList<>();
    String failed = view.failedAddress();
    if (failed != null) {
      addresses.add(failed);
    }
    view.run.measurements().forEach(m -> RunServerAddresses.failing(m, addresses));
    if (view.isDnsCheck() && view.run.check() != null && view.run.check().host() != null) {
      addresses.add(view.run.check().host());
    }
    return addresses;
  }

  private static List<Route> touching(RunView view) {
    List<Prefix> targets = new ArrayList<>();
    for (String address : concerned(view)) {
      Prefix target = Prefix.parse(address);
      if (target != null) {
        targets.add(target);
      }
    }
    return view.controls.routes().stream()
        .filter(route -> {
          Prefix prefix = Prefix.parse(route.prefix());
          return prefix != null && targets.stream().anyMatch(prefix::covers);
        })
        .toList();
  }

  /** Withdrawals after which the same collector's peer has announced nothing again. */
  static List<Route> withdrawn(RunView view) {
    List<Route> touching = touching(view);
    return touching.stream()
        .filter(route -> route.type().equals("withdraw") && stands(route, touching))
        .toList();
  }

  /**
   * Announcements that stand, whose origin is not the owner of the address or that RPKI refuses.
   */
  static List<Route> strangers(RunView view) {
    Long owner = view.failedOwner();
    List<Route> touching = touching(view);
    return touching.stream()
        .filter(route -> route.type().equals("announce"))
        .filter(route -> "invalid".equals(route.rpki()) || isForeign(route, owner))
        .filter(route -> stands(route, touching))
        .toList();
  }

  private static boolean isForeign(Route route, @Nullable Long owner) {
    Long origin = route.originAsn();
    return owner != null && origin != null && origin != owner.longValue();
  }

  /** Whether the same peer has said nothing newer of the prefix. */
  private static boolean stands(Route route, List<Route> touching) {
    return touching.stream()
        .noneMatch(newer ->
            newer.prefix().equals(route.prefix())
                && String.valueOf(newer.peerAsn()).equals(String.valueOf(route.peerAsn()))
                && newer.at().isAfter(route.at()));
  }

  private static List<String> prefixes(List<Route> routes) {
    return routes.stream().map(Route::prefix).distinct().toList();
  }

  private static RunSeen routes(RunView view, List<Route> found) {
    return view.controls.routes().isEmpty()
        ? RunSeen.UNKNOWN
        : RunSeen.of(
            found.stream().map(route -> String.valueOf(route.peerAsn())).distinct().count()
                >= PEERS_LEAST);
  }

  private RunCrowdClues() {}
}
