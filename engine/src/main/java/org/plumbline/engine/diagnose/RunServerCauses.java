package org.plumbline.engine.diagnose;

import static org.plumbline.engine.diagnose.RunCrowdClues.COUNTRY_ALONE_FAILS;
import static org.plumbline.engine.diagnose.RunCrowdClues.HARDLY_ANYONE_FAILS;
import static org.plumbline.engine.diagnose.RunCrowdClues.MUCH_FAILS_HERE;
import static org.plumbline.engine.diagnose.RunCrowdClues.NEIGHBOURS_FAIL;
import static org.plumbline.engine.diagnose.RunDnsClues.ANSWER_WRONG;
import static org.plumbline.engine.diagnose.RunDnsClues.DELEGATION_MOVED;
import static org.plumbline.engine.diagnose.RunPathClues.ABOVE_LEAF_EXPIRED;
import static org.plumbline.engine.diagnose.RunPathClues.ADDRESS_SERVED;
import static org.plumbline.engine.diagnose.RunPathClues.EDGE_ANSWERED;
import static org.plumbline.engine.diagnose.RunPathClues.LEAF_ELSEWHERE_DIFFERS;
import static org.plumbline.engine.diagnose.RunPathClues.LEAF_EXPIRED;
import static org.plumbline.engine.diagnose.RunPathClues.OTHER_ADDRESS_WELL;
import static org.plumbline.engine.diagnose.RunPathClues.OVER_QUIC;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Category;
import org.plumbline.model.Certificate;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;

/** Causes at the end of the way: certificates, edges, applications, clouds. */
final class RunServerCauses {
  private static final RunCause LEAF =
      RunCause.of(Category.TLS_LEAF_EXPIRY, Layer.TLS, -1)
          .shows(Layer.TLS, Code.EXPIRED, 0.97)
          .needs(LEAF_EXPIRED, 0.97)
          .predicts(ANSWER_WRONG, 0.02)
          .predicts(LEAF_ELSEWHERE_DIFFERS, 0.03)
          .names(RunServerCauses::leaf)
          .because(view -> "its certificate ran out" + when(view))
          .settles(RunServerCauses::addressesAlike);

  private static final RunCause CHAIN =
      RunCause.of(Category.TLS_CHAIN_OR_ROOT_EXPIRY, Layer.TLS, -1.5)
          .shows(Layer.TLS, Code.EXPIRED, 0.9)
          .shows(Layer.TLS, Code.UNKNOWN_ISSUER, 0.05)
          .needs(ABOVE_LEAF_EXPIRED, 0.97)
          .predicts(LEAF_EXPIRED, 0.02)
          .predicts(ANSWER_WRONG, 0.02)
          .names(view -> {
            Certificate expired = RunPathClues.expired(view.chain(), view.at());
            return expired == null || expired.subject() == null
                ? null
                : new Entity(Entity.Kind.ISSUER, expired.subject());
          })
          .because(view -> {
            Certificate expired = RunPathClues.expired(view.chain(), view.at());
            return (expired == null ? "a certificate" : expired.subject())
                + " above the name's certificate ran out"
                + when(view);
          })
          .settles(view ->
              "The name's own certificate is within its dates; only the chain that is sent with"
                  + " it is not.");

  private static final RunCause WRONG_CERTIFICATE =
      RunCause.of(Category.TLS_WRONG_CERTIFICATE, Layer.TLS, -1.5)
          .shows(Layer.TLS, Code.NAME_MISMATCH, 0.6)
          .shows(Layer.TLS, Code.SELF_SIGNED, 0.2)
          .shows(Layer.TLS, Code.UNKNOWN_ISSUER, 0.15)
          .shows(Layer.TLS, Code.INCOMPLETE_CHAIN, 0.2)
          .shows(Layer.TLS, Code.NOT_YET_VALID, 0.3)
          .shows(Layer.TLS, Code.NOT_PERMITTED, 0.3)
          .shows(Layer.TLS, Code.ALERT, 0.1)
          .predicts(ANSWER_WRONG, 0.02)
          .predicts(ADDRESS_SERVED, 0.97)
          .predicts(OTHER_ADDRESS_WELL, 0.08)
          .predicts(LEAF_ELSEWHERE_DIFFERS, 0.02)
          .predicts(COUNTRY_ALONE_FAILS, 0.02)
          .predicts(HARDLY_ANYONE_FAILS, 0.1)
          .predicts(MUCH_FAILS_HERE, 0.03)
          .predicts(DELEGATION_MOVED, 0.01)
          .names(RunServerCauses::leaf)
          .because(view ->
              "the name's own servers present "
                  + (view.chain().isEmpty() || view.chain().getFirst().subject() == null
                      ? "a certificate that does not fit it"
                      : "the certificate of " + view.chain().getFirst().subject()))
          .settles(RunServerCauses::addressesAlike);

  private static final RunCause REVOKED =
      RunCause.of(Category.TLS_REVOCATION_FAILURE, Layer.TLS, -1)
          .shows(Layer.TLS, Code.REVOKED, 0.97)
          .predicts(ANSWER_WRONG, 0.02)
          .names(view ->
              view.chain().isEmpty() || view.chain().getFirst().issuer() == null
                  ? null
                  : new Entity(Entity.Kind.ISSUER, view.chain().getFirst().issuer()))
          .because(view ->
              (view.chain().isEmpty() ? "the issuer" : view.chain().getFirst().issuer())
                  + " says that the certificate is revoked")
          .settles(view -> "");

  private static final RunCause EDGE =
      RunCause.of(Category.CDN_EDGE_FAILURE, Layer.HTTP, -1)
          .shows(Layer.HTTP, Code.STATUS, 0.6)
          .shows(Layer.HTTP, 0.06)
          .shows(Layer.TLS, Code.TIMEOUT, 0.02)
          .shows(Layer.TLS, Code.ALERT, 0.03)
          .shows(Layer.TCP, Code.TIMEOUT, 0.02)
          .predicts(EDGE_ANSWERED, 0.8)
          .predicts(NEIGHBOURS_FAIL, 0.85)
          .predicts(OTHER_ADDRESS_WELL, 0.2)
          .predicts(ANSWER_WRONG, 0.02)
          .predicts(MUCH_FAILS_HERE, 0.2)
          .predicts(OVER_QUIC, 0.002)
          .names(RunServerCauses::edge)
          .because(view -> "the delivery network in front of it" + status(view))
          .settles(RunServerCauses::addressesAlike);

  private static final RunCause APPLICATION =
      RunCause.of(Category.APP_BACKEND_FAILURE, Layer.HTTP, -1)
          .shows(Layer.HTTP, Code.STATUS, 0.65)
          .shows(Layer.HTTP, 0.08)
          .predicts(NEIGHBOURS_FAIL, 0.05)
          .predicts(EDGE_ANSWERED, 0.15)
          .predicts(OTHER_ADDRESS_WELL, 0.25)
          .predicts(ANSWER_WRONG, 0.02)
          .predicts(MUCH_FAILS_HERE, 0.03)
          .predicts(OVER_QUIC, 0.002)
          .names(RunServerCauses::service)
          .because(view -> "its own application" + status(view))
          .settles(view ->
              "Name, connection and certificate are right from here, so the fault lies behind"
                  + " them.");

  private static final RunCause CLOUD =
      RunCause.of(Category.CLOUD_PLATFORM_FAILURE, Layer.HTTP, -2.8)
          .shows(Layer.HTTP, Code.STATUS, 0.5)
          .shows(Layer.HTTP, 0.1)
          .shows(Layer.TCP, Code.TIMEOUT, 0.03)
          .predicts(NEIGHBOURS_FAIL, 0.7)
          .predicts(EDGE_ANSWERED, 0.03)
          .predicts(OTHER_ADDRESS_WELL, 0.15)
          .predicts(ANSWER_WRONG, 0.02)
          .predicts(MUCH_FAILS_HERE, 0.1)
          .predicts(OVER_QUIC, 0.002)
          .names(RunServerCauses::region)
          .because(view -> "the platform that it runs on fails several services")
          .settles(view -> "Other services in the same network fail in the same minutes.");

  private static final RunCause PROTOCOL =
      RunCause.of(Category.CLIENT_PROTOCOL_BUG, Layer.QUIC, -2.5)
          .shows(Layer.HTTP, Code.TIMEOUT, 0.4)
          .shows(Layer.QUIC, 0.3)
          .needs(OVER_QUIC, 0.97)
          .predicts(ANSWER_WRONG, 0.02)
          .names(RunServerCauses::service)
          .because(view -> "the exchange stalls over QUIC")
          .settles(view -> "The handshake succeeds and the request then hangs.");

  static final List<RunCause> ROWS =
      List.of(LEAF, CHAIN, WRONG_CERTIFICATE, REVOKED, EDGE, APPLICATION, CLOUD, PROTOCOL);

  static Entity service(RunView view) {
    return new Entity(Entity.Kind.SERVICE, view.run.first().service());
  }

  private static Entity leaf(RunView view) {
    String sha = view.chain().isEmpty() ? null : view.chain().getFirst().sha256();
    return sha == null ? service(view) : new Entity(Entity.Kind.CERTIFICATE, sha);
  }

  private static Entity edge(RunView view) {
    String owner = view.failedOwnerName();
    Long asn = view.failedOwner();
    return owner != null
        ? new Entity(Entity.Kind.CDN, owner)
        : asn != null ? new Entity(Entity.Kind.ASN, String.valueOf(asn)) : service(view);
  }

  private static Entity region(RunView view) {
    if (view.run.service() != null) {
      for (Entity on : view.run.service().dependsOn()) {
        if (on.kind() == Entity.Kind.CLOUD_REGION) {
          return on;
        }
      }
    }
    Long asn = view.failedOwner();
    return asn == null ? service(view) : new Entity(Entity.Kind.ASN, String.valueOf(asn));
  }

  private static String status(RunView view) {
    Observation.@Nullable Http http = view.http();
    return http == null || http.status() == null || http.failure() == null
        ? " fails"
        : " answers with status " + http.status();
  }

  private static String when(RunView view) {
    Certificate expired = RunPathClues.expired(view.chain(), view.at());
    return expired == null || expired.notAfter() == null
        ? ""
        : " at " + RunTimes.write(expired.notAfter());
  }

  private static String addressesAlike(RunView view) {
    int tried = view.addresses.failedHere().size();
    int well =
        (int)
            view.addresses.validHere().stream()
                .filter(address -> view.addresses.failure(address) == null)
                .count();
    return tried <= 1 && well == 0
        ? ""
        : "Of "
            + RunWords.count(tried + well, "address").replace("addresss", "addresses")
            + " tried from here, "
            + tried
            + " fail"
            + (tried == 1 ? "s" : "")
            + " like this.";
  }

  private RunServerCauses() {}
}
