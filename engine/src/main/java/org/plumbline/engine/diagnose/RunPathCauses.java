package org.plumbline.engine.diagnose;

import static org.plumbline.engine.diagnose.RunCrowdClues.ANCHORS_SILENT;
import static org.plumbline.engine.diagnose.RunCrowdClues.COUNTRY_ALONE_FAILS;
import static org.plumbline.engine.diagnose.RunCrowdClues.HARDLY_ANYONE_FAILS;
import static org.plumbline.engine.diagnose.RunCrowdClues.MOST_FAIL;
import static org.plumbline.engine.diagnose.RunCrowdClues.MUCH_FAILS_HERE;
import static org.plumbline.engine.diagnose.RunCrowdClues.NEIGHBOURS_FAIL;
import static org.plumbline.engine.diagnose.RunCrowdClues.PROVIDER_FAILS_ALIKE;
import static org.plumbline.engine.diagnose.RunCrowdClues.ROUTE_ELSEWHERE;
import static org.plumbline.engine.diagnose.RunCrowdClues.ROUTE_WITHDRAWN;
import static org.plumbline.engine.diagnose.RunDnsClues.ANSWER_WRONG;
import static org.plumbline.engine.diagnose.RunDnsClues.MOST_SERVERS_DOWN;
import static org.plumbline.engine.diagnose.RunDnsClues.OTHER_RESOLVERS_WELL;
import static org.plumbline.engine.diagnose.RunDnsClues.PARENT_SILENT;
import static org.plumbline.engine.diagnose.RunDnsClues.SIGNATURES_BAD;
import static org.plumbline.engine.diagnose.RunPathClues.ADDRESS_SERVED;
import static org.plumbline.engine.diagnose.RunPathClues.IN_OWN_NETWORK;
import static org.plumbline.engine.diagnose.RunPathClues.LEAF_ELSEWHERE_DIFFERS;
import static org.plumbline.engine.diagnose.RunPathClues.OTHER_ADDRESS_WELL;
import static org.plumbline.engine.diagnose.RunPathClues.PATH_ENDS_AT_HOME;
import static org.plumbline.engine.diagnose.RunPathClues.PATH_ENDS_AT_TARGET;
import static org.plumbline.engine.diagnose.RunPathClues.PATH_ENDS_EARLY;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;
import org.plumbline.model.Route;
import org.plumbline.model.Vantage;

/** Causes on the way: the vantage, its access network, transit, routes, interference, the host. */
final class RunPathCauses {
  private static final RunCause SERVER_NETWORK =
      RunCause.of(Category.SERVER_NETWORK_CONFIG, Layer.TCP, -2)
          .shows(Layer.TCP, Code.TIMEOUT, 0.3)
          .shows(Layer.TCP, Code.REFUSED, 0.7)
          .shows(Layer.TCP, Code.RESET, 0.2)
          .shows(Layer.IP, 0.2)
          .predicts(NEIGHBOURS_FAIL, 0.05)
          .predicts(HARDLY_ANYONE_FAILS, 0.05)
          .predicts(MUCH_FAILS_HERE, 0.04)
          .predicts(OTHER_ADDRESS_WELL, 0.06)
          .predicts(ROUTE_WITHDRAWN, 0.01)
          .predicts(ROUTE_ELSEWHERE, 0.01)
          .predicts(ANSWER_WRONG, 0.02)
          .predicts(PATH_ENDS_AT_HOME, 0.02)
          .predicts(PATH_ENDS_AT_TARGET, 0.5)
          .names(RunServerCauses::service)
          .because(view ->
              "nothing at its "
                  + (view.addresses.failedHere().size() == 1 ? "address " : "addresses ")
                  + RunWords.list(view.addresses.failedHere().keySet())
                  + " takes the connection")
          .settles(view -> "Other services work from here at the same time.");

  private static final RunCause TRANSIT =
      RunCause.of(Category.BACKBONE_TRANSIT, Layer.IP, -2)
          .shows(Layer.TCP, Code.TIMEOUT, 0.4)
          .shows(Layer.TLS, Code.TIMEOUT, 0.25)
          .shows(Layer.HTTP, Code.TIMEOUT, 0.2)
          .shows(Layer.HTTP, Code.STATUS, 0.03)
          .shows(Layer.DNS, Code.TIMEOUT, 0.03)
          .shows(Layer.DNS, Code.SERVFAIL, 0.03)
          .shows(Layer.IP, 0.3)
          .predicts(PATH_ENDS_EARLY, 0.8)
          .predicts(PATH_ENDS_AT_HOME, 0.05)
          .predicts(PATH_ENDS_AT_TARGET, 0.08)
          .predicts(ADDRESS_SERVED, 0.97)
          .predicts(NEIGHBOURS_FAIL, 0.75)
          .predicts(ROUTE_WITHDRAWN, 0.01)
          .predicts(ROUTE_ELSEWHERE, 0.01)
          .predicts(ANSWER_WRONG, 0.02)
          .predicts(IN_OWN_NETWORK, 0.01)
          .names(RunPathCauses::lastNetwork)
          .because(view ->
              "packets to it get no further than "
                  + RunWords.network(RunPathClues.lastNetwork(view)))
          .settles(RunPathCauses::othersGetThrough);

  private static final RunCause ACCESS_NETWORK =
      RunCause.of(Category.ISP_CORE_FAILURE, Layer.IP, -2)
          .shows(Layer.TCP, Code.TIMEOUT, 0.4)
          .shows(Layer.DNS, Code.TIMEOUT, 0.4)
          .shows(Layer.DNS, Code.SERVFAIL, 0.15)
          .shows(Layer.IP, 0.3)
          .predicts(IN_OWN_NETWORK, 0.85)
          .predicts(PATH_ENDS_EARLY, 0.85)
          .predicts(PROVIDER_FAILS_ALIKE, 0.85)
          .predicts(OTHER_ADDRESS_WELL, 0.05)
          .predicts(ANSWER_WRONG, 0.02)
          .predicts(ROUTE_ELSEWHERE, 0.01)
          .names(RunPathCauses::isp)
          .because(view -> {
            Entity isp = isp(view);
            return "the access network"
                + (isp == null ? "" : " of " + isp.id())
                + " carries no traffic to it";
          })
          .settles(RunPathCauses::othersGetThrough);

  private static final RunCause WITHDRAWN =
      RunCause.of(Category.BGP_OWN_WITHDRAWAL, Layer.BGP, -2)
          .shows(Layer.TCP, Code.TIMEOUT, 0.4)
          .shows(Layer.DNS, Code.SERVFAIL, 0.35)
          .shows(Layer.DNS, Code.TIMEOUT, 0.2)
          .shows(Layer.HTTP, Code.STATUS, 0.02)
          .shows(Layer.IP, 0.4)
          .needs(ROUTE_WITHDRAWN, 0.95)
          .predicts(ROUTE_ELSEWHERE, 0.02)
          .predicts(PATH_ENDS_AT_HOME, 0.05)
          .predicts(ANSWER_WRONG, 0.02)
          .names(view -> {
            List<Route> gone = RunCrowdClues.withdrawn(view);
            return gone.isEmpty() ? null : new Entity(Entity.Kind.PREFIX, gone.getFirst().prefix());
          })
          .because(view ->
              "the routes to "
                  + RunWords.list(
                      RunCrowdClues.withdrawn(view).stream().map(Route::prefix).distinct().toList())
                  + " were withdrawn")
          .settles(view -> "Collectors of several networks saw the routes go.");

  private static final RunCause HIJACKED =
      RunCause.of(Category.BGP_HIJACK_OR_LEAK, Layer.BGP, -2)
          .shows(Layer.TCP, Code.TIMEOUT, 0.3)
          .shows(Layer.DNS, Code.TIMEOUT, 0.3)
          .shows(Layer.DNS, Code.SERVFAIL, 0.2)
          .shows(Layer.TLS, 0.15)
          .shows(Layer.HTTP, Code.TIMEOUT, 0.05)
          .needs(ROUTE_ELSEWHERE, 0.95)
          .names(view -> {
            List<Route> strangers = RunCrowdClues.strangers(view);
            Long origin = strangers.isEmpty() ? null : strangers.getFirst().originAsn();
            return origin == null ? null : new Entity(Entity.Kind.ASN, String.valueOf(origin));
          })
          .because(view -> {
            List<Route> strangers = RunCrowdClues.strangers(view);
            return strangers.isEmpty()
                ? "its routes lead elsewhere"
                : "AS"
                    + strangers.getFirst().originAsn()
                    + " announces "
                    + strangers.getFirst().prefix()
                    + ", which is not its own";
          })
          .settles(view -> "Collectors saw the new origin shortly before.");

  private static final RunCause INTERFERENCE =
      RunCause.of(Category.NETWORK_INTERFERENCE, Layer.IP, -3)
          .shows(Layer.TCP, Code.RESET, 0.6)
          .shows(Layer.TLS, Code.RESET, 0.6)
          .shows(Layer.TLS, Code.UNKNOWN_ISSUER, 0.3)
          .shows(Layer.TLS, Code.SELF_SIGNED, 0.1)
          .shows(Layer.TCP, Code.TIMEOUT, 0.15)
          .shows(Layer.DNS, Code.UNEXPECTED, 0.1)
          .shows(Layer.HTTP, Code.BLOCKED, 0.2)
          .needs(COUNTRY_ALONE_FAILS, 0.9)
          .predicts(LEAF_ELSEWHERE_DIFFERS, 0.9)
          .predicts(ADDRESS_SERVED, 0.95)
          .predicts(ANSWER_WRONG, 0.1)
          .names(view -> {
            Vantage vantage = view.run.vantage();
            return vantage == null || vantage.country() == null
                ? null
                : new Entity(Entity.Kind.COUNTRY, vantage.country());
          })
          .because(view -> "something on the way within the country interferes")
          .settles(RunPathCauses::othersGetThrough);

  private static final RunCause VANTAGE =
      RunCause.of(Category.VANTAGE_FAULT, Layer.VANTAGE, -2.5)
          .shows(Layer.DNS, 0.1)
          .shows(Layer.DNS, Code.TIMEOUT, 0.4)
          .shows(Layer.TCP, Code.TIMEOUT, 0.2)
          .shows(Layer.IP, 0.4)
          .shows(Layer.TLS, Code.UNKNOWN_ISSUER, 0.15)
          .shows(Layer.TLS, Code.SELF_SIGNED, 0.1)
          .shows(Layer.TLS, Code.NOT_YET_VALID, 0.2)
          .predicts(MUCH_FAILS_HERE, 0.93)
          .predicts(MOST_FAIL, 0.02)
          .predicts(HARDLY_ANYONE_FAILS, 0.9)
          .predicts(PROVIDER_FAILS_ALIKE, 0.05)
          .predicts(ANCHORS_SILENT, 0.5)
          .predicts(OTHER_ADDRESS_WELL, 0.1)
          .predicts(OTHER_RESOLVERS_WELL, 0.15)
          .predicts(SIGNATURES_BAD, 0.002)
          .predicts(PARENT_SILENT, 0.1)
          .predicts(MOST_SERVERS_DOWN, 0.3)
          .names(view -> new Entity(Entity.Kind.VANTAGE, view.run.first().vantage()))
          .because(view -> "the vantage itself, not the service, is at fault")
          .settles(view -> "Unrelated services fail from here, and others reach this one.");

  private static final RunCause UNKNOWN =
      RunCause.of(Category.UNKNOWN, Layer.NONE, -3.5)
          .shows(Layer.DNS, 0.03)
          .shows(Layer.IP, 0.03)
          .shows(Layer.TCP, 0.03)
          .shows(Layer.TLS, 0.03)
          .shows(Layer.QUIC, 0.03)
          .shows(Layer.HTTP, 0.03);

  private static final RunCause SPOT_ADDRESS =
      RunCause.of(Category.CDN_EDGE_FAILURE, Layer.TCP, -3)
          .shows(Layer.TCP, Code.TIMEOUT, 0.3)
          .shows(Layer.TCP, Code.REFUSED, 0.2)
          .shows(Layer.TLS, Code.TIMEOUT, 0.1)
          .predicts(PATH_ENDS_AT_TARGET, 0.8)
          .predicts(NEIGHBOURS_FAIL, 0.85)
          .predicts(ROUTE_WITHDRAWN, 0.01)
          .predicts(ANSWER_WRONG, 0.02)
          .predicts(MUCH_FAILS_HERE, 0.15)
          .names(view -> {
            Long owner = view.failedOwner();
            return owner == null ? null : new Entity(Entity.Kind.ASN, String.valueOf(owner));
          })
          .because(
              view -> "the site of the delivery network that serves this place does not answer")
          .settles(RunPathCauses::othersGetThrough);

  static final List<RunCause> ROWS =
      List.of(
          SERVER_NETWORK,
          TRANSIT,
          ACCESS_NETWORK,
          WITHDRAWN,
          HIJACKED,
          INTERFERENCE,
          SPOT_ADDRESS,
          VANTAGE,
          UNKNOWN);

  private static @Nullable Entity lastNetwork(RunView view) {
    Long last = RunPathClues.lastNetwork(view);
    Long asn = last == null ? view.failedOwner() : last;
    return asn == null ? null : new Entity(Entity.Kind.ASN, String.valueOf(asn));
  }

  /** The provider that the service is of, else the one that the vantage is in. */
  private static @Nullable Entity isp(RunView view) {
    String owner = view.failedOwnerName();
    Long asn = view.failedOwner();
    Vantage vantage = view.run.vantage();
    boolean own = vantage != null && asn != null && asn.equals(vantage.asn());
    if (!own && owner != null) {
      return new Entity(Entity.Kind.ISP, owner);
    }
    return vantage == null || vantage.isp() == null
        ? null
        : new Entity(Entity.Kind.ISP, vantage.isp());
  }

  private static String othersGetThrough(RunView view) {
    Controls.Crowd all = view.controls.everyone();
    return all.size() == 0
        ? ""
        : "Of "
            + all.size()
            + " other vantages, "
            + all.well()
            + (all.well() == 1 ? " gets" : " get")
            + " through at the same time.";
  }

  private RunPathCauses() {}
}
