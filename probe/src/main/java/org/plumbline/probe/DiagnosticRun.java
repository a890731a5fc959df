package org.plumbline.probe;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.plumbline.dns.Walk;
import org.plumbline.model.Answer;
import org.plumbline.model.Check;
import org.plumbline.model.Family;
import org.plumbline.model.Observation;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.model.Working;
import org.plumbline.net.Addresses;
import org.plumbline.net.Deadline;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Fanout;
import org.plumbline.net.Network;

/**
 * A run of diagnostic depth. First at the same time: the client's path, the walk from the root, the
 * other resolvers. Then at the same time: every address of interest that the client did not use.
 */
final class DiagnosticRun {
  /** Addresses worth a cross-over test, of works and of all camps of answers. */
  private static final int CROSSOVERS_MAX = 8;

  private static final int WORKS_MAX = 4;
  private static final int PER_CAMP = 2;
  private static final int RESOLVERS_MAX = 16;

  /** Every task ends at the deadline by itself; this long it may take to write down what it saw. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Instruments tools;
  private final Check check;
  private final Family family;
  private final List<Working> works;
  private final List<String> resolvers;
  private final Deadline deadline;

  DiagnosticRun(
      Instruments tools, Check check, Family family, List<Working> works, List<String> resolvers) {
    this.tools = tools;
    this.check = check;
    this.family = family;
    this.works = List.copyOf(works);
    this.resolvers = List.copyOf(resolvers);
    this.deadline =
        Deadline.after(
            tools.network().realWait(Network.Wait.DIAGNOSTIC_RUN, check.timeout().multipliedBy(2)));
  }

  List<Observation> run() {
    ClientRun client = new ClientRun(tools, check, family);
    Optional<Question> question = question();
    List<Callable<List<Observation>>> first = new ArrayList<>();
    first.add(client::run);
    if (question.isPresent()) {
      if (!tools.settings().fromRoot()) {
        first.add(() -> walk(question.get()));
      }
      for (Resolver resolver : otherResolvers()) {
        first.add(() -> List.of(askOther(resolver, question.get())));
      }
    }
    List<Observation> all = new ArrayList<>();
    Fanout.all(first, Deadline.after(deadline.remaining().plus(GRACE))).forEach(all::addAll);
    client.walk().map(Walk::facts).ifPresent(all::addAll);
    question.ifPresent(asked -> all.addAll(crossovers(asked, all)));
    return List.copyOf(all);
  }

  /** The name in question; none when the check names an address, or a server to ask. */
  private Optional<Question> question() {
    Target target;
    try {
      target = Target.of(check);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (check.scheme() == Check.Scheme.DNS) {
      return Optional.ofNullable(check.question());
    }
    return target.literal()
        ? Optional.empty()
        : Optional.of(new Question(target.host(), Lookup.type(family)));
  }

  private List<Observation> walk(Question question) {
    Duration timeout = check.timeout();
    Deadline end = deadline.orAfter(tools.network().realWait(Network.Wait.DIAGNOSTIC_RUN, timeout));
    Walk walk = Tracing.walk(tools, question, timeout, end);
    List<Observation> facts = new ArrayList<>(walk.facts());
    facts.add(Marked.crossover(walk.answer()));
    return facts;
  }

  /** The vantage's own that the client does not use, then those asked for by address. */
  private List<Resolver> otherResolvers() {
    List<Resolver> own = tools.settings().resolvers();
    boolean firstIsUsed = !tools.settings().fromRoot() && !own.isEmpty();
    List<Resolver> others = new ArrayList<>(firstIsUsed ? own.subList(1, own.size()) : own);
    for (String address : resolvers) {
      boolean known =
          own.stream().anyMatch(r -> address.equals(r.id()) || address.equals(r.address()));
      if (!known && others.size() < RESOLVERS_MAX) {
        others.add(new Resolver(address, address, null));
      }
    }
    return others;
  }

  private Observation askOther(Resolver resolver, Question question) {
    Duration timeout = ClientRun.shorter(check.timeout());
    return Marked.crossover(Lookup.ask(tools, resolver, question, timeout, deadline));
  }

  private List<Observation> crossovers(Question question, List<Observation> known) {
    if (check.scheme() == Check.Scheme.DNS) {
      return List.of();
    }
    List<Callable<List<Observation>>> tests = new ArrayList<>();
    for (InetAddress address : candidates(question, known)) {
      tests.add(() -> crossover(address));
    }
    List<Observation> all = new ArrayList<>();
    Fanout.all(tests, Deadline.after(deadline.remaining().plus(GRACE))).forEach(all::addAll);
    return all;
  }

  /** Addresses that the client did not try: those that work elsewhere, then of each camp some. */
  private Set<InetAddress> candidates(Question question, List<Observation> known) {
    Set<InetAddress> tried = new LinkedHashSet<>();
    for (Observation each : known) {
      if (each instanceof Observation.Tcp tcp && tcp.address() != null) {
        tried.add(Addresses.parse(tcp.address()));
      }
    }
    Set<InetAddress> chosen = new LinkedHashSet<>();
    works.stream()
        .map(Working::address)
        .filter(Addresses::isLiteral)
        .map(Addresses::parse)
        .filter(address -> Families.of(address) == family && !tried.contains(address))
        .limit(WORKS_MAX)
        .forEach(chosen::add);
    for (List<InetAddress> camp : camps(question, known)) {
      if (camp.stream().anyMatch(address -> tried.contains(address) || chosen.contains(address))) {
        continue;
      }
      camp.stream().limit(PER_CAMP).forEach(chosen::add);
    }
    return new LinkedHashSet<>(chosen.stream().limit(CROSSOVERS_MAX).toList());
  }

  /** The distinct sets of addresses that anybody gave for the name. */
  private Set<List<InetAddress>> camps(Question question, List<Observation> known) {
    Set<List<InetAddress>> camps = new LinkedHashSet<>();
    for (Observation each : known) {
      List<Answer> answers =
          switch (each) {
            case Observation.Dns dns -> dns.answers();
            case Observation.Authority authority -> authority.answers();
            case Observation.Delegation none -> List.of();
            case Observation.Tcp none -> List.of();
            case Observation.Tls none -> List.of();
            case Observation.Http none -> List.of();
            case Observation.Quic none -> List.of();
            case Observation.Ping none -> List.of();
            case Observation.Traceroute none -> List.of();
          };
      List<InetAddress> camp =
          answers.stream()
              .filter(answer -> answer.type().equals(question.type()))
              .map(Answer::data)
              .filter(Addresses::isLiteral)
              .map(Addresses::parse)
              .distinct()
              .sorted((a, b) -> Addresses.format(a).compareTo(Addresses.format(b)))
              .toList();
      if (!camp.isEmpty()) {
        camps.add(camp);
      }
    }
    return camps;
  }

  /** The same name and path at another address, up to the first answer. */
  private List<Observation> crossover(InetAddress address) {
    Target target = Target.of(check);
    Steps steps = new Steps(tools, check, deadline);
    List<Observation> facts = new ArrayList<>();
    Steps.Opened opened = steps.tcp(new Endpoint(address, target.port()), check.timeout());
    facts.add(Marked.crossover(opened.fact()));
    Socket socket = opened.socket();
    if (socket != null && target.secure()) {
      opened = steps.tls(socket, address, target, check.timeout());
      facts.add(Marked.crossover(opened.fact()));
      socket = opened.socket();
    }
    if (socket != null && target.web()) {
      Steps.Answered answered =
          steps.http(socket, address, target, new Cookies(), 0, check.timeout());
      facts.add(Marked.crossover(answered.fact()));
    } else if (socket != null) {
      Steps.close(socket);
    }
    return facts;
  }
}
