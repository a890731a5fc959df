package org.plumbline.tls;

import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Code;

/** Everything that is wrong with one way from a leaf to an anchor, not only the first thing. */
final class PathCheck {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final String NAME_CONSTRAINTS = "2.5.29.30";

  /** Smallest keys of the CA/Browser Forum's Baseline Requirements, section 6.1.5. */
  private static final int RSA_BITS_MIN = 2_048;

  private static final int EC_BITS_MIN = 256;

  private final List<X509Certificate> path;
  private final Instant at;
  private final Map<Code, String> faults = new EnumMap<>(Code.class);

  private PathCheck(List<X509Certificate> path, Instant at) {
    this.path = path;
    this.at = at;
  }

  /** Code and reason of each fault; empty when the path stands. */
  static Map<Code, String> faults(List<X509Certificate> path, Instant at) {
    PathCheck check = new PathCheck(path, at);
    check.dates();
    check.strength();
    check.purposes();
    check.rules();
    return check.faults;
  }

  /** What is wrong with the dates of certificates that lead nowhere. */
  static Map<Code, String> dateFaults(List<X509Certificate> path, Instant at) {
    PathCheck check = new PathCheck(path, at);
    check.dates();
    return check.faults;
  }

  private void dates() {
    for (X509Certificate each : path) {
      String who = Certificates.describe(each).subject();
      if (at.isAfter(each.getNotAfter().toInstant())) {
        faults.putIfAbsent(Code.EXPIRED, who + " ended at " + each.getNotAfter().toInstant());
      }
      if (at.isBefore(each.getNotBefore().toInstant())) {
        faults.putIfAbsent(
            Code.NOT_YET_VALID, who + " begins at " + each.getNotBefore().toInstant());
      }
    }
  }

  private void strength() {
    for (X509Certificate each : withoutAnchor()) {
      String algorithm = each.getSigAlgName().toUpperCase(Locale.ROOT);
      if (algorithm.startsWith("MD") || algorithm.startsWith("SHA1")) {
        faults.putIfAbsent(Code.WEAK, "signed with " + algorithm);
      }
      boolean small =
          switch (each.getPublicKey()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() < RSA_BITS_MIN;
            case ECPublicKey ec ->
                ec.getParams().getCurve().getField().getFieldSize() < EC_BITS_MIN;
            default -> each.getPublicKey().getAlgorithm().equals("DSA"); // an open hierarchy
          };
      if (small) {
        faults.putIfAbsent(Code.WEAK, "key " + Certificates.describe(each).key());
      }
    }
  }

  /** RFC 5280 section 4.2.1.12; an issuer's purposes bound those of what it issues. */
  private void purposes() {
    for (X509Certificate each : withoutAnchor()) {
      try {
        List<String> purposes = each.getExtendedKeyUsage();
        if (purposes != null
            && !purposes.contains(SERVER_AUTH)
            && !(purposes.contains(ANY_PURPOSE) && !each.equals(path.getFirst()))) {
          faults.putIfAbsent(Code.NOT_PERMITTED, "extended key usage forbids TLS servers");
        }
      } catch (CertificateParsingException e) {
        faults.putIfAbsent(Code.NOT_PERMITTED, "unreadable extended key usage");
      }
    }
  }

  /** RFC 5280 section 6.1 by the JDK, at a moment when all dates hold if there is one. */
  private void rules() {
    Instant moment = momentWithin();
    List<X509Certificate> below = validated();
    if (moment == null || below.isEmpty()) {
      return;
    }
    try {
      CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(below);
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(moment));
      CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
    } catch (CertPathValidatorException e) {
      faults.putIfAbsent(code(e), e.getMessage());
    } catch (CertificateException e) {
      faults.putIfAbsent(Code.MALFORMED, String.valueOf(e.getMessage()));
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) { // what the JDK's checks do with constraints unknown to them
      faults.putIfAbsent(Code.NOT_PERMITTED, String.valueOf(e.getMessage()));
    }
  }

  private static Code code(CertPathValidatorException error) {
    CertPathValidatorException.Reason reason = error.getReason();
    if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
      return Code.WEAK;
    }
    if (reason == BasicReason.EXPIRED) {
      return Code.EXPIRED;
    }
    if (reason == BasicReason.NOT_YET_VALID) {
      return Code.NOT_YET_VALID;
    }
    if (reason == BasicReason.INVALID_SIGNATURE
        || reason == PKIXReason.NO_TRUST_ANCHOR
        || reason == PKIXReason.NAME_CHAINING) {
      return Code.UNKNOWN_ISSUER;
    }
    return Code.NOT_PERMITTED;
  }

  private TrustAnchor anchor() {
    X509Certificate anchor = path.getLast();
    return constrains(anchor)
        ? new TrustAnchor(anchor.getSubjectX500Principal(), anchor.getPublicKey(), null)
        : new TrustAnchor(anchor, null);
  }

  /**
   * The certificates to validate. The JDK ignores an anchor's own name constraints and cannot be
   * handed them; an anchor that has some is put below its own key, where they count.
   */
  private List<X509Certificate> validated() {
    return constrains(path.getLast()) ? path : withoutAnchor();
  }

  private static boolean constrains(X509Certificate anchor) {
    return anchor.getExtensionValue(NAME_CONSTRAINTS) != null;
  }

  private List<X509Certificate> withoutAnchor() {
    return path.size() == 1 ? path : path.subList(0, path.size() - 1);
  }

  private @Nullable Instant momentWithin() {
    Instant from = Instant.MIN;
    Instant to = Instant.MAX;
    for (X509Certificate each : withoutAnchor()) {
      Instant begin = each.getNotBefore().toInstant();
      Instant end = each.getNotAfter().toInstant();
      from = begin.isAfter(from) ? begin : from;
      to = end.isBefore(to) ? end : to;
    }
    if (from.isAfter(to)) {
      return null;
    }
    return at.isBefore(from) ? from : at.isAfter(to) ? to : at;
  }
}
