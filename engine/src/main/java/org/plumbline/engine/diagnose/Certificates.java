package org.plumbline.engine.diagnose;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.model.Category;
import org.plumbline.model.Certificate;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Layer;

/** A certificate that is itself at fault: out of date, of another name, revoked, or its chain. */
final class Certificates implements Family {
  @Override
  public List<Hypothesis> propose(Scene scene) {
    Map<String, TreeMap<String, Integer>> byCode = new TreeMap<>();
    Map<String, Integer> issuers = new TreeMap<>();
    int strange = 0;
    int all = 0;
    TreeSet<String> ids = new TreeSet<>();
    for (Cell cell : scene.failing()) {
      if (cell.suffered().layer() != Layer.TLS) {
        continue;
      }
      all += cell.count();
      strange += cell.like().strange() ? cell.count() : 0;
      ids.addAll(cell.ids());
      String sha = cell.like().certificate() == null ? "" : cell.like().certificate();
      byCode
          .computeIfAbsent(cell.suffered().code().name(), key -> new TreeMap<>())
          .merge(sha, cell.count(), Integer::sum);
      if (cell.suffered().code() == Code.REVOKED && cell.like().issuer() != null) {
        issuers.merge(cell.like().issuer(), cell.count(), Integer::sum);
      }
    }
    List<Hypothesis> found = new ArrayList<>();
    List<String> evidence = new ArrayList<>(ids);
    Point address =
        Point.share(
            "the address is one that served the name before",
            bounded(all - strange),
            bounded(all),
            0.97,
            0.5,
            evidence);
    for (Code code :
        List.of(
            Code.EXPIRED,
            Code.NAME_MISMATCH,
            Code.SELF_SIGNED,
            Code.UNKNOWN_ISSUER,
            Code.INCOMPLETE_CHAIN)) {
      TreeMap<String, Integer> shown = byCode.get(code.name());
      if (shown != null) {
        String sha = Scene.commonest(shown).getFirst();
        found.add(code == Code.EXPIRED ? expired(scene, sha, address) : wrong(sha, code, address));
      }
    }
    if (!issuers.isEmpty()) {
      found.add(revoked(Scene.commonest(issuers).getFirst(), address));
    }
    return found;
  }

  private static int bounded(int runs) {
    return Math.min(runs, 12);
  }

  private static Hypothesis expired(Scene scene, String sha, Point address) {
    Certificate leaf = scene.facts.certificates.get(sha);
    Instant ends = leaf == null ? null : leaf.notAfter();
    boolean leafValid = ends != null && ends.toEpochMilli() > scene.to;
    Certificate above = scene.facts.expired.values().stream().findFirst().orElse(null);
    if (leafValid && above != null) {
      String name = above.subject() == null ? sha : above.subject();
      return new Hypothesis(
          Category.TLS_CHAIN_OR_ROOT_EXPIRY,
          Layer.TLS,
          new Entity(Entity.Kind.ISSUER, name),
          -6,
          Cell::focus,
          Shows.nothing().with(Layer.TLS, Code.EXPIRED, 0.95).build(),
          false,
          List.of(
              address,
              new Point(
                  "the chain holds " + name + ", which has run out, above a leaf that has not",
                  12,
                  List.of(),
                  1,
                  1)),
          name + " in their chain has run out",
          "The leaf is valid until " + ends + "; " + name + " above it is not.");
    }
    List<Point> points = new ArrayList<>(List.of(address));
    if (ends != null && !leafValid) {
      points.add(new Point("the certificate ended at " + ends, 6, List.of(), 1, 1));
    }
    return new Hypothesis(
        Category.TLS_LEAF_EXPIRY,
        Layer.TLS,
        new Entity(Entity.Kind.CERTIFICATE, sha),
        -4,
        cell ->
            cell.focus()
                && (cell.like().certificate() == null
                    || cell.like().certificate().equals(sha)
                    || cell.symptom() == null),
        Shows.nothing().with(Layer.TLS, Code.EXPIRED, 0.97).build(),
        false,
        points,
        "its certificate has run out",
        ends == null
            ? "The certificate that is served has run out."
            : "The certificate that is served ended at " + ends + ".");
  }

  private static Hypothesis wrong(String sha, Code code, Point address) {
    return new Hypothesis(
        Category.TLS_WRONG_CERTIFICATE,
        Layer.TLS,
        new Entity(Entity.Kind.CERTIFICATE, sha),
        -4.5,
        cell ->
            cell.focus()
                && (cell.like().certificate() == null
                    || cell.like().certificate().equals(sha)
                    || cell.symptom() == null),
        Shows.nothing().with(Layer.TLS, code, 0.95).build(),
        false,
        List.of(address),
        code == Code.NAME_MISMATCH
            ? "its own servers present a certificate of another name"
            : "its own servers present a certificate that nobody trusts",
        "The address is the one that served the name before, and presents the wrong certificate now.");
  }

  private static Hypothesis revoked(String issuer, Point address) {
    return new Hypothesis(
        Category.TLS_REVOCATION_FAILURE,
        Layer.TLS,
        new Entity(Entity.Kind.ISSUER, issuer),
        -6,
        Cell::focus,
        Shows.nothing().with(Layer.TLS, Code.REVOKED, 0.95).build(),
        false,
        List.of(address),
        "clients are told that certificates of " + issuer + " are revoked",
        "The same certificate is accepted elsewhere; those that refuse it were told that it is revoked.");
  }
}
