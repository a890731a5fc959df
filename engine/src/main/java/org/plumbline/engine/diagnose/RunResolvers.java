package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Resolver;

/** What the resolvers said: the client's own, and the others asked for comparison. */
final class RunResolvers {
  /** Extended DNS Errors of a validating resolver that met a bad signature (RFC 8914). */
  private static final Set<Integer> BOGUS = Set.of(6, 7, 8, 9, 10, 11, 12);

  /**
   * One reply.
   *
   * @param own the client's own resolver
   */
  record Replied(
      Resolver resolver,
      boolean own,
      RunSaid said,
      List<Answer> answers,
      @Nullable Failure failure,
      boolean bogus,
      String measurement) {
    String name() {
      return walked()
          ? "our own walk from the root"
          : resolver.address() == null ? resolver.id() : resolver.address();
    }

    /** What it is and its name. */
    String subject() {
      return walked() ? name() : "the resolver " + name();
    }

    /** Whether no resolver replied, but our own walk from the root came to this. */
    boolean walked() {
      return isWalk(resolver);
    }
  }

  private final List<Replied> replies = new ArrayList<>();
  private final Set<String> aliases = new TreeSet<>();

  RunResolvers(RunFacts run, RunAddresses addresses) {
    for (Measurement measurement : run.measurements()) {
      for (Observation step : measurement.observations()) {
        if (step instanceof Observation.Dns dns
            && dns.resolver() != null
            && dns.attempt().variation().isEmpty()
            && isAboutTarget(dns, run)) {
          take(dns, dns.resolver(), measurement.id(), addresses);
        }
      }
    }
  }

  private static boolean isAboutTarget(Observation.Dns dns, RunFacts run) {
    return dns.question() == null
        || run.check() == null
        || run.check().host() == null
        || run.check().question() != null
        || run.check().scheme() == org.plumbline.model.Check.Scheme.DNS
        || dns.question().name().equals(run.target());
  }

  private void take(Observation.Dns dns, Resolver resolver, String id, RunAddresses addresses) {
    Failure failure = dns.failure();
    RunSaid said =
        failure == null
            ? addresses.judge(dns.answers())
            : failure.code() == Code.NXDOMAIN || failure.code() == Code.NODATA
                ? RunSaid.DENIED
                : RunSaid.FAILED;
    if (!dns.attempt().outcome().ok() && failure == null) {
      return;
    }
    replies.add(
        new Replied(
            resolver,
            !dns.attempt().crossover(),
            said,
            dns.answers(),
            failure,
            dns.ede().stream().anyMatch(BOGUS::contains),
            id));
    if (said == RunSaid.RIGHT) {
      dns.answers().stream()
          .filter(answer -> answer.type().equals("CNAME"))
          .map(Answer::data)
          .forEach(aliases::add);
    }
  }

  static boolean isWalk(Resolver resolver) {
    return resolver.address() == null && resolver.id().equals("own");
  }

  List<Replied> all() {
    return replies;
  }

  /** Targets of aliases on the way to an address that serves the name. */
  Set<String> aliases() {
    return aliases;
  }

  @Nullable Replied own() {
    return replies.stream().filter(Replied::own).findFirst().orElse(null);
  }

  List<Replied> others() {
    Replied own = own();
    return replies.stream()
        .filter(reply -> !reply.own() && (own == null || !reply.name().equals(own.name())))
        .toList();
  }

  static boolean bad(Replied reply) {
    return reply.said() == RunSaid.FAILED
        || reply.said() == RunSaid.DENIED
        || reply.said() == RunSaid.WRONG;
  }
}
