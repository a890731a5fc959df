package org.plumbline.engine.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.engine.diagnose.Diagnosis;
import org.plumbline.engine.diagnose.Words;
import org.plumbline.model.Evidence;
import org.plumbline.model.Service;
import org.plumbline.model.Symptom;

/** Sentences about an incident, made of its evidence. */
final class Wording {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Wording() {}

  /** Whom it is about: the host when there is one, else the services. */
  static String subject(Catalogue catalogue, Set<String> checks, Set<String> services) {
    Set<String> hosts = new TreeSet<>();
    for (String id : checks) {
      hosts.add(catalogue.host(id));
    }
    if (hosts.size() == 1) {
      return hosts.iterator().next();
    }
    List<String> names = new ArrayList<>();
    for (String id : services) {
      Service service = catalogue.service(id);
      names.add(service == null || service.name() == null ? id : service.name());
    }
    return Words.list(names);
  }

  static String title(
      String subject, boolean plural, @Nullable Symptom symptom, Diagnosis diagnosis) {
    String what = symptom == null ? "is not as it should be" : symptom(symptom);
    return subject + " " + (plural ? plural(what) : what) + ", because " + diagnosis.because();
  }

  static String summary(
      String subject,
      boolean plural,
      @Nullable Symptom symptom,
      Diagnosis diagnosis,
      int failing,
      int all,
      int networks,
      Instant since) {
    String what = symptom == null ? "is not as it should be" : symptom(symptom);
    StringBuilder text = new StringBuilder();
    text.append(subject)
        .append(' ')
        .append(plural ? plural(what) : what)
        .append(" for ")
        .append(failing)
        .append(" of ")
        .append(all)
        .append(all == 1 ? " vantage" : " vantages")
        .append(" in ")
        .append(Words.count(networks, "network"))
        .append(" since ")
        .append(CLOCK.format(since))
        .append(" UTC. ");
    List<Evidence> evidence = diagnosis.causes().getFirst().evidence();
    // The first says how many trials fit; the first fact after it says more. Nats of 0 mark the
    // contrast, which the trials weighed already.
    Evidence best =
        evidence.stream()
            .skip(1)
            .filter(claim -> claim.supports() && claim.nats() != 0)
            .findFirst()
            .orElse(evidence.isEmpty() ? null : evidence.getFirst());
    text.append(capital(diagnosis.because()));
    if (best != null && best.failing() != null && best.total() != null && best.total() > 1) {
      text.append(": ")
          .append(best.claim())
          .append(" (")
          .append(best.failing())
          .append(" of ")
          .append(best.total())
          .append(')');
    }
    text.append('.');
    if (diagnosis.settles() != null) {
      text.append(' ').append(diagnosis.settles());
    }
    return text.toString();
  }

  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String plural(String what) {
    return what.replaceFirst("^cannot", "cannot")
        .replaceFirst("^shows", "show")
        .replaceFirst("^answers", "answer")
        .replaceFirst("^does", "do")
        .replaceFirst("^is ", "are ")
        .replaceFirst("^breaks", "break")
        .replaceFirst("^holds", "hold")
        .replaceFirst("^has", "have")
        .replaceFirst("^turns", "turn");
  }

  /** What a user would say. */
  static String symptom(Symptom symptom) {
    return switch (symptom.layer()) {
      case DNS ->
          switch (symptom.code()) {
            case NXDOMAIN, NODATA -> "is said not to exist";
            case TIMEOUT -> "cannot be resolved: no answer comes";
            case UNEXPECTED -> "resolves to something else";
            case SERVFAIL,
                REFUSED,
                NOTIMP,
                FORMERR,
                BOGUS,
                LAME,
                LOOP,
                TRUNCATED,
                MALFORMED,
                UNREACHABLE,
                PROHIBITED,
                LOSS,
                RESET,
                NAME_MISMATCH,
                EXPIRED,
                NOT_YET_VALID,
                UNKNOWN_ISSUER,
                SELF_SIGNED,
                INCOMPLETE_CHAIN,
                NOT_PERMITTED,
                REVOKED,
                WEAK,
                PROTOCOL_VERSION,
                ALERT,
                STATUS,
                CONTENT,
                REDIRECT_LOOP,
                BLOCKED,
                TOO_LARGE,
                VERSION,
                SLOW,
                CHANGED,
                OTHER ->
                "cannot be resolved";
          };
      case TLS ->
          switch (symptom.code()) {
            case NAME_MISMATCH -> "shows another site's certificate";
            case EXPIRED -> "shows a certificate that has run out";
            case REVOKED -> "shows a certificate that is said to be revoked";
            case UNKNOWN_ISSUER, SELF_SIGNED, INCOMPLETE_CHAIN ->
                "shows a certificate that nobody trusts";
            case TIMEOUT, RESET, ALERT -> "breaks off while the connection is secured";
            case SERVFAIL,
                REFUSED,
                NOTIMP,
                FORMERR,
                NXDOMAIN,
                NODATA,
                UNEXPECTED,
                BOGUS,
                LAME,
                LOOP,
                TRUNCATED,
                MALFORMED,
                UNREACHABLE,
                PROHIBITED,
                LOSS,
                NOT_YET_VALID,
                NOT_PERMITTED,
                WEAK,
                PROTOCOL_VERSION,
                STATUS,
                CONTENT,
                REDIRECT_LOOP,
                BLOCKED,
                TOO_LARGE,
                VERSION,
                SLOW,
                CHANGED,
                OTHER ->
                "cannot be reached securely";
          };
      case TCP, IP, QUIC, BGP -> "cannot be reached";
      case HTTP -> "answers with errors";
      case LATENCY -> "answers late";
      case NONE -> "holds old data";
      case VANTAGE -> "is not as it should be";
    };
  }
}
