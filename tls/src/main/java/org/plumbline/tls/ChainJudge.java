package org.plumbline.tls;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;

/**
 * What a careful client thinks of a chain: our own reasons, all of them.
 *
 * <p>When several things are wrong, the first is what a browser shows: who vouches (untrusted or
 * not permitted), then for whom (the name), then how well (weak), then when (the dates). The others
 * are in {@code also}. So a self-signed default certificate is {@code self_signed} also {@code
 * name_mismatch}, and another tenant's sound certificate is {@code name_mismatch} alone.
 *
 * <p>Between {@code incomplete_chain} and {@code unknown_issuer}: a way that ends at a self-signed
 * certificate that is no anchor, or at an intermediate whose issuer is neither sent nor trusted, is
 * {@code unknown_issuer}. A leaf that came alone is {@code incomplete_chain} when it says where its
 * issuer's certificate can be had (RFC 5280 section 4.2.2.1, which public authorities always do),
 * or when its issuer is of an anchor's organisation or calls itself an intermediate.
 */
public final class ChainJudge {
  /** The order in which browsers report (see above). */
  private static final List<Code> ORDER =
      List.of(
          Code.MALFORMED,
          Code.SELF_SIGNED,
          Code.UNKNOWN_ISSUER,
          Code.INCOMPLETE_CHAIN,
          Code.NOT_PERMITTED,
          Code.NAME_MISMATCH,
          Code.WEAK,
          Code.EXPIRED,
          Code.NOT_YET_VALID,
          Code.OTHER);

  private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";

  /** OID 1.3.6.1.5.5.7.48.2, caIssuers, in DER. */
  private static final String CA_ISSUERS = "+\u0006\u0001\u0005\u0005\u00070\u0002";

  private static final Pattern INTERMEDIATE =
      Pattern.compile("\\b(intermediate|issuing|subordinate|sub)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern ORGANISATION = Pattern.compile("(?:^|,)O=((?:[^,\\\\]|\\\\.)+)");

  private static final int CHAIN_MAX = 32;
  private static final int RAW_CHARS_MAX = 300;
  private static final int NAMES_SHOWN = 5;

  private final TrustStore trust;

  public ChainJudge(TrustStore trust) {
    this.trust = trust;
  }

  /**
   * What is wrong; empty when nothing is.
   *
   * @param chain as it was sent, the leaf first
   * @param serverName an A-label host name without the final dot, or an address
   * @param at the moment to judge for
   */
  public Optional<Failure> judge(List<X509Certificate> chain, String serverName, Instant at) {
    if (chain.isEmpty()) {
      return Optional.of(new Failure(Layer.TLS, Code.MALFORMED, "no certificate"));
    }
    List<X509Certificate> sent = new ArrayList<>();
    for (X509Certificate each : chain.subList(0, Math.min(chain.size(), CHAIN_MAX))) {
      try {
        sent.add(Certificates.reparsed(each));
      } catch (CertificateException e) {
        if (sent.isEmpty()) {
          return Optional.of(
              new Failure(Layer.TLS, Code.MALFORMED, bounded(String.valueOf(e.getMessage()))));
        }
      }
    }
    Map<Code, String> faults = new TreeMap<>((a, b) -> Integer.compare(rank(a), rank(b)));
    faults.putAll(best(sent, at));
    if (!HostNames.covers(sent.getFirst(), serverName)) {
      faults.put(Code.NAME_MISMATCH, mismatch(sent.getFirst(), serverName));
    }
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    List<Code> codes = List.copyOf(faults.keySet());
    String raw = bounded(String.valueOf(faults.get(codes.getFirst())));
    return Optional.of(
        new Failure(Layer.TLS, codes.getFirst(), raw, codes.subList(1, codes.size()), null));
  }

  /** The faults of the path that gets furthest: the mildest worst fault, then the fewest. */
  private Map<Code, String> best(List<X509Certificate> sent, Instant at) {
    Paths paths = Paths.of(sent, trust.anchors());
    Map<Code, String> best = null;
    for (List<X509Certificate> path : paths.complete()) {
      Map<Code, String> faults = PathCheck.faults(path, at);
      if (best == null || milder(faults, best)) {
        best = faults;
      }
    }
    if (best != null) {
      return best;
    }
    Map<Code, String> faults = PathCheck.dateFaults(paths.furthest(), at);
    faults.put(untrusted(paths.furthest()), why(paths.furthest()));
    return faults;
  }

  private static boolean milder(Map<Code, String> some, Map<Code, String> others) {
    int mine = some.keySet().stream().mapToInt(ChainJudge::rank).min().orElse(ORDER.size());
    int theirs = others.keySet().stream().mapToInt(ChainJudge::rank).min().orElse(ORDER.size());
    return mine != theirs ? mine > theirs : some.size() < others.size();
  }

  private static int rank(Code code) {
    int rank = ORDER.indexOf(code);
    return rank < 0 ? ORDER.size() - 1 : rank;
  }

  private Code untrusted(List<X509Certificate> furthest) {
    X509Certificate leaf = furthest.getFirst();
    if (selfSigned(leaf)) {
      return Code.SELF_SIGNED;
    }
    boolean alone = furthest.size() == 1;
    return alone && (saysWhereIssuerIs(leaf) || issuerLooksIntermediate(leaf))
        ? Code.INCOMPLETE_CHAIN
        : Code.UNKNOWN_ISSUER;
  }

  private static String why(List<X509Certificate> furthest) {
    X509Certificate top = furthest.getLast();
    return selfSigned(top)
        ? top.getSubjectX500Principal() + " vouches for itself and is not trusted"
        : "the issuer " + top.getIssuerX500Principal() + " is neither sent nor trusted";
  }

  private static boolean selfSigned(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        && Paths.signed(certificate, certificate);
  }

  private static boolean saysWhereIssuerIs(X509Certificate leaf) {
    byte[] extension = leaf.getExtensionValue(AUTHORITY_INFORMATION);
    return extension != null
        && new String(extension, StandardCharsets.ISO_8859_1).contains(CA_ISSUERS);
  }

  private boolean issuerLooksIntermediate(X509Certificate leaf) {
    X500Principal issuer = leaf.getIssuerX500Principal();
    String organisation = organisation(issuer);
    return INTERMEDIATE.matcher(issuer.getName()).find()
        || (!organisation.isEmpty()
            && trust.anchors().stream()
                .map(X509Certificate::getSubjectX500Principal)
                .anyMatch(
                    anchor -> !anchor.equals(issuer) && organisation(anchor).equals(organisation)));
  }

  private static String organisation(X500Principal principal) {
    var found = ORGANISATION.matcher(principal.getName(X500Principal.RFC2253));
    return found.find() ? found.group(1) : "";
  }

  private static String mismatch(X509Certificate leaf, String serverName) {
    List<String> names = Certificates.names(leaf);
    String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
    String more =
        names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
    return "not for " + serverName + " but for " + (names.isEmpty() ? "no name" : shown + more);
  }

  private static String bounded(String text) {
    String clean = text.replaceAll("\\p{C}", "?");
    return clean.length() > RAW_CHARS_MAX ? clean.substring(0, RAW_CHARS_MAX) : clean;
  }
}
