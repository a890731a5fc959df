package org.plumbline.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.dns.Aliases;
import org.plumbline.dns.Ask;
import org.plumbline.dns.Exchange;
import org.plumbline.dns.ResolvConf;
import org.plumbline.dns.Response;
import org.plumbline.dns.RootHints;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Code;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.net.Addresses;
import org.plumbline.net.Deadline;
import org.plumbline.net.Endpoint;

/** Questions to resolvers, and what their answers mean to a client. */
final class Lookup {
  /** A stub resolver's usual patience (resolv.conf(5), timeout). */
  static final Duration TIMEOUT_MAX = Duration.ofSeconds(5);

  private static final int ADDRESSES_MAX = 8;

  private Lookup() {}

  static String type(Family family) {
    return switch (family) {
      case V4 -> "A";
      case V6 -> "AAAA";
    };
  }

  static Family other(Family family) {
    return family == Family.V4 ? Family.V6 : Family.V4;
  }

  /** Asks one resolver; an answer without what was asked for is {@code nodata}. */
  static Observation.Dns ask(
      Instruments tools,
      Resolver resolver,
      Question question,
      Duration timeout,
      Deadline deadline) {
    Endpoint endpoint;
    Resolver named = resolver;
    try {
      String address = resolver.address();
      if (address == null) {
        List<String> system = ResolvConf.nameservers(ResolvConf.SYSTEM);
        if (system.isEmpty()) {
          return inconclusive(resolver, question, "the system names no resolver");
        }
        address = system.getFirst();
        named = new Resolver(resolver.id(), address, resolver.operator(), resolver.egress());
      }
      endpoint = RootHints.endpoint(address, RootHints.PORT);
    } catch (IllegalArgumentException e) {
      return inconclusive(resolver, question, "not a resolver address: " + resolver.address());
    }
    Exchange exchange = tools.exchanger().ask(endpoint, Ask.recursive(question, timeout), deadline);
    Response response = exchange.response();
    Outcome outcome = exchange.outcome();
    if (response != null && outcome.ok() && records(question, response.answers()).isEmpty()) {
      boolean loop = chained(Aliases.end(question.name(), response.answers()), response);
      outcome =
          Classifier.failed(
              Layer.DNS, loop ? Code.LOOP : Code.NODATA, loop ? "aliases in a ring" : "no record");
    }
    return new Observation.Dns(
        new Attempt(exchange.elapsed(), outcome),
        named,
        question,
        response == null ? null : response.rcode(),
        response == null ? List.of() : response.answers(),
        response == null ? null : response.ad(),
        response == null ? List.of() : response.ede(),
        response == null ? null : response.nsid(),
        exchange.transport().word());
  }

  private static boolean chained(String end, Response response) {
    return response.answers().stream()
        .anyMatch(answer -> answer.name().equals(end) && answer.type().equals("CNAME"));
  }

  private static Observation.Dns inconclusive(Resolver resolver, Question question, String why) {
    Attempt attempt = new Attempt(null, new Outcome.Inconclusive(why));
    return new Observation.Dns(
        attempt, resolver, question, null, List.of(), null, List.of(), null, null);
  }

  /** The records asked for, at the end of the alias chain: the rest of an answer is the way. */
  static List<Answer> records(@Nullable Question question, List<Answer> answers) {
    if (question == null) {
      return List.of();
    }
    String end = Aliases.end(question.name(), answers);
    return answers.stream()
        .filter(answer -> answer.type().equals(question.type()) && answer.name().equals(end))
        .toList();
  }

  /** Addresses in the order of the answer. */
  static List<InetAddress> addresses(Observation.Dns dns) {
    Set<InetAddress> found = new LinkedHashSet<>();
    for (Answer answer : records(dns.question(), dns.answers())) {
      if (answer.isAddress()
          && Addresses.isLiteral(answer.data())
          && found.size() < ADDRESSES_MAX) {
        found.add(Addresses.parse(answer.data()));
      }
    }
    return List.copyOf(found);
  }

  static Observation.Dns with(Observation.Dns dns, Outcome outcome) {
    Attempt attempt =
        new Attempt(
            dns.attempt().elapsed(), outcome, dns.attempt().crossover(), dns.attempt().variation());
    return with(dns, attempt);
  }

  static Observation.Dns with(Observation.Dns dns, Attempt attempt) {
    return new Observation.Dns(
        attempt,
        dns.resolver(),
        dns.question(),
        dns.rcode(),
        dns.answers(),
        dns.ad(),
        dns.ede(),
        dns.nsid(),
        dns.transport());
  }
}
