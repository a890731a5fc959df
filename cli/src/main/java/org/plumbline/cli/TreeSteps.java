package org.plumbline.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Certificate;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Resolver;

/** One observation as one or two lines of the tree. */
final class TreeSteps {
  static void dns(Tree tree, Camps camps, Observation.Dns dns) {
    Resolver resolver = dns.resolver();
    String who =
        resolver == null
            ? "resolver"
            : (resolver.id().equals("own") ? "own walk" : resolver.id())
                + (resolver.address() == null || resolver.address().equals(resolver.id())
                    ? ""
                    : " " + resolver.address());
    String type = dns.question() == null ? "" : " " + dns.question().type();
    String own = dns.attempt().crossover() ? "" : " (in use)";
    tree.fact(
        mark(dns, camps.isOther(dns.answers())),
        who
            + own
            + type
            + ": "
            + camps.letter(dns.answers())
            + said(dns, dns.rcode(), dns.answers()),
        dns.attempt().elapsed());
  }

  /** What a server or resolver said: addresses, else where it points, else why not. */
  static String said(Observation step, @Nullable String rcode, List<Answer> answers) {
    String why = why(step);
    if (why != null) {
      return why;
    }
    List<String> addresses = answers.stream().filter(Answer::isAddress).map(Answer::data).toList();
    if (!addresses.isEmpty()) {
      return addresses.getFirst() + (addresses.size() > 1 ? " +" + (addresses.size() - 1) : "");
    }
    return answers.stream()
        .filter(answer -> answer.type().equals("CNAME"))
        .map(answer -> "alias of " + answer.data())
        .findFirst()
        .orElse(rcode == null || rcode.equals("NOERROR") ? "no address" : rcode);
  }

  static void draw(Tree tree, Camps camps, Observation step) {
    switch (step) {
      case Observation.Tcp tcp ->
          tree.fact(
              mark(tcp, false),
              "connect "
                  + at(camps, tcp.address())
                  + (tcp.port() == null ? "" : " port " + tcp.port())
                  + or(tcp, ""),
              tcp.attempt().elapsed());
      case Observation.Tls tls -> tls(tree, camps, tls);
      case Observation.Http http ->
          tree.fact(
              mark(http, false),
              "request "
                  + at(camps, http.address())
                  + (http.status() == null ? "" : " status " + http.status())
                  + (http.location() == null ? "" : " to " + http.location())
                  + or(http, ""),
              http.attempt().elapsed());
      case Observation.Quic quic ->
          tree.fact(
              mark(quic, false),
              "QUIC " + at(camps, quic.address()) + or(quic, ""),
              quic.attempt().elapsed());
      case Observation.Ping ping ->
          tree.fact(
              mark(ping, false),
              "ping "
                  + at(camps, ping.address())
                  + " "
                  + ping.received()
                  + " of "
                  + ping.sent()
                  + " came back",
              ping.attempt().elapsed());
      case Observation.Traceroute trace ->
          tree.fact(
              Boolean.FALSE.equals(trace.reached()) ? Tree.Mark.FAIL : mark(trace, false),
              "trace " + at(camps, trace.address()) + " " + trace.hops().size() + " hops",
              trace.attempt().elapsed());
      case Observation.Dns dns -> dns(tree, camps, dns);
      case Observation.Delegation _, Observation.Authority _ -> {}
    }
  }

  private static void tls(Tree tree, Camps camps, Observation.Tls tls) {
    Certificate leaf = tls.chain().isEmpty() ? null : tls.chain().getFirst();
    tree.fact(
        mark(tls, false),
        "secure  "
            + at(camps, tls.address())
            + (tls.version() == null ? "" : " " + tls.version())
            + or(tls, ""),
        tls.attempt().elapsed());
    if (leaf != null) {
      tree.more(
          "certificate of "
              + name(leaf)
              + (leaf.notAfter() == null ? "" : ", until " + minute(leaf.notAfter())));
    }
  }

  private static String name(Certificate leaf) {
    if (!leaf.names().isEmpty()) {
      return leaf.names().getFirst()
          + (leaf.names().size() > 1 ? " +" + (leaf.names().size() - 1) : "");
    }
    return leaf.subject() == null ? "nobody" : leaf.subject();
  }

  static String minute(Instant instant) {
    return instant.toString().replaceFirst("T([0-9]{2}:[0-9]{2}).*", " $1 UTC");
  }

  private static String at(Camps camps, @Nullable String address) {
    return address == null ? "-" : camps.letter(address) + address;
  }

  private static String or(Observation step, String fine) {
    String why = why(step);
    return why == null ? fine : ": " + why;
  }

  static Tree.Mark mark(Observation step, boolean differs) {
    return switch (step.attempt().outcome()) {
      case Outcome.Ok _ -> differs ? Tree.Mark.DIFFERS : Tree.Mark.OK;
      case Outcome.Failed _ -> Tree.Mark.FAIL;
      case Outcome.Inconclusive _ -> Tree.Mark.NOT_MADE;
    };
  }

  private static @Nullable String why(Observation step) {
    return switch (step.attempt().outcome()) {
      case Outcome.Ok _ -> null;
      case Outcome.Failed failed -> FailureWords.of(failed.failure());
      case Outcome.Inconclusive inconclusive -> "not made, " + inconclusive.reason();
    };
  }

  private TreeSteps() {}
}
