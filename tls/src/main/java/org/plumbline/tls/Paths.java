package org.plumbline.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Ways from a leaf to a trust anchor. What a server sends is a heap of certificates, not a chain
 * (RFC 4158): order, doubles and ballast do not matter, only whether some way leads up.
 */
final class Paths {
  private static final int LENGTH_MAX = 10;
  private static final int PATHS_MAX = 32;

  /** Signatures checked for one heap: bounds what a hostile server can make us compute. */
  private static final int CHECKS_MAX = 400;

  private final List<X509Certificate> sent;
  private final List<X509Certificate> anchors;
  private final List<List<X509Certificate>> complete = new ArrayList<>();
  private List<X509Certificate> furthest = List.of();
  private int checks;

  private Paths(List<X509Certificate> sent, List<X509Certificate> anchors) {
    this.sent = List.copyOf(new LinkedHashSet<>(sent));
    this.anchors = anchors;
  }

  /** All ways, the shortest first; each begins with the leaf and ends with an anchor. */
  static Paths of(List<X509Certificate> sent, List<X509Certificate> anchors) {
    Paths paths = new Paths(sent, anchors);
    paths.extend(List.of(sent.getFirst()));
    paths.complete.sort((a, b) -> Integer.compare(a.size(), b.size()));
    return paths;
  }

  List<List<X509Certificate>> complete() {
    return complete;
  }

  /** The longest way found, whether it reaches an anchor or not. */
  List<X509Certificate> furthest() {
    return furthest;
  }

  private void extend(List<X509Certificate> path) {
    if (path.size() > furthest.size()) {
      furthest = path;
    }
    X509Certificate top = path.getLast();
    if (anchors.contains(top)) {
      complete.add(path);
      return;
    }
    if (path.size() >= LENGTH_MAX) {
      return;
    }
    for (X509Certificate anchor : anchors) {
      if (complete.size() < PATHS_MAX && vouches(anchor, top)) {
        complete.add(append(path, anchor));
      }
    }
    for (X509Certificate issuer : sent) {
      if (complete.size() < PATHS_MAX && !path.contains(issuer) && vouches(issuer, top)) {
        extend(append(path, issuer));
      }
    }
  }

  private boolean vouches(X509Certificate issuer, X509Certificate subject) {
    return issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())
        && checks++ < CHECKS_MAX
        && signed(subject, issuer);
  }

  /** Whether the issuer's key made the signature. */
  static boolean signed(X509Certificate subject, X509Certificate issuer) {
    try {
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static List<X509Certificate> append(List<X509Certificate> path, X509Certificate next) {
    List<X509Certificate> longer = new ArrayList<>(path);
    longer.add(next);
    return List.copyOf(longer);
  }
}
