package org.plumbline.probe;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.dns.Walk;
import org.plumbline.model.Attempt;
import org.plumbline.model.Check;
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
import org.plumbline.net.Network;

/** The client's path of one run, from the name to the last byte. Used once, by one thread. */
final class ClientRun {
  private final Instruments tools;
  private final Check check;
  private final Family family;
  private final Deadline deadline;
  private final Steps steps;
  private final List<Observation> observations = new ArrayList<>();
  private @Nullable Walk walk;

  ClientRun(Instruments tools, Check check, Family family) {
    this.tools = tools;
    this.check = check;
    this.family = family;
    this.deadline =
        Deadline.after(tools.network().realWait(Network.Wait.ROUTINE_RUN, check.timeout()));
    this.steps = new Steps(tools, check, deadline);
  }

  List<Observation> run() {
    Target target;
    try {
      target = Target.of(check);
    } catch (IllegalArgumentException e) {
      Attempt none = new Attempt(null, new Outcome.Inconclusive("not a host: " + e.getMessage()));
      return List.of(
          new Observation.Dns(none, null, null, null, List.of(), null, List.of(), null, null));
    }
    switch (check.scheme()) {
      case DNS -> new DnsRun(tools, check, this).ask(target);
      case HTTPS, HTTP, TLS, TCP -> follow(target);
      case PING -> throw new IllegalArgumentException("no such probe yet: ping");
    }
    judgeDuration();
    return List.copyOf(observations);
  }

  /** The walk that took the resolver's place, if one did. */
  Optional<Walk> walk() {
    return Optional.ofNullable(walk);
  }

  /** What is left of the check's timeout, in configured time: its steps never add up to more. */
  Duration left() {
    Duration spent = Duration.ZERO;
    for (Observation each : observations) {
      Duration elapsed = each.attempt().elapsed();
      spent = elapsed == null ? spent : spent.plus(elapsed);
    }
    Duration left = check.timeout().minus(spent);
    return left.isNegative() ? Duration.ZERO : left;
  }

  Deadline deadline() {
    return deadline;
  }

  void add(Observation observation) {
    observations.add(observation);
  }

  private void follow(Target first) {
    Cookies cookies = new Cookies();
    Target target = first;
    List<InetAddress> addresses = resolve(target.host());
    for (int redirects = 0; !addresses.isEmpty(); redirects++) {
      InetAddress connected = null;
      Socket socket = null;
      for (int i = 0; i < addresses.size() && socket == null; i++) {
        connected = addresses.get(i);
        socket = connect(connected, target.port(), i + 1 == addresses.size());
      }
      if (socket == null || connected == null) {
        return;
      }
      if (target.secure()) {
        Steps.Opened opened = steps.tls(socket, connected, target, left());
        observations.add(opened.fact());
        socket = opened.socket();
      }
      if (socket == null) {
        return;
      }
      if (!target.web()) {
        Steps.close(socket);
        return;
      }
      Steps.Answered answered = steps.http(socket, connected, target, cookies, redirects, left());
      observations.add(answered.fact());
      Target next = answered.next().orElse(null);
      if (next == null) {
        return;
      }
      addresses = next.host().equals(target.host()) ? addresses : resolve(next.host());
      target = next;
    }
  }

  /**
   * One try. While others remain it gets half of the time that is left, so that a dead first
   * address does not use up the run (as curl does).
   */
  private @Nullable Socket connect(InetAddress address, int port, boolean last) {
    Duration timeout = last ? left() : left().dividedBy(2);
    Steps.Opened opened = steps.tcp(new Endpoint(address, port), timeout);
    observations.add(opened.fact());
    return opened.socket();
  }

  /** Addresses of the run's family; a fact says so when there are none. */
  List<InetAddress> resolve(String host) {
    if (Addresses.isLiteral(host)) {
      InetAddress literal = Addresses.parse(host);
      if (Families.of(literal) == family) {
        return List.of(literal);
      }
      Attempt none = new Attempt(null, new Outcome.Inconclusive("no address of this family"));
      observations.add(new Observation.Tcp(none, host, null, check.port()));
      return List.of();
    }
    Observation.Dns dns =
        DnsVerdict.judge(ask(new Question(host, Lookup.type(family))), check.expect());
    if (nodata(dns) && otherFamilyHas(host)) {
      dns = Lookup.with(dns, new Outcome.Inconclusive("no address of this family"));
    }
    observations.add(dns);
    return dns.attempt().outcome().ok() ? Lookup.addresses(dns) : List.of();
  }

  private Observation.Dns ask(Question question) {
    Duration timeout = left();
    if (tools.settings().fromRoot()) {
      Walk walked = Tracing.walk(tools, question, timeout, deadline);
      walk = walk == null ? walked : walk;
      return walked.answer();
    }
    if (tools.settings().resolvers().isEmpty()) {
      return Lookup.ask(
          tools, new Resolver("system", null, null), question, shorter(timeout), deadline);
    }
    Resolver first = tools.settings().resolvers().getFirst();
    return Lookup.ask(tools, first, question, shorter(timeout), deadline);
  }

  private boolean otherFamilyHas(String host) {
    Question question = new Question(host, Lookup.type(Lookup.other(family)));
    return !Lookup.addresses(ask(question)).isEmpty();
  }

  private static boolean nodata(Observation.Dns dns) {
    return dns.attempt().outcome() instanceof Outcome.Failed failed
        && failed.failure().code() == Code.NODATA;
  }

  static Duration shorter(Duration timeout) {
    return timeout.compareTo(Lookup.TIMEOUT_MAX) < 0 ? timeout : Lookup.TIMEOUT_MAX;
  }

  /** A run that ended well and took longer than it may has failed at its last step. */
  private void judgeDuration() {
    Duration most = check.expect().max();
    Duration took = check.timeout().minus(left());
    if (most == null
        || observations.isEmpty()
        || !observations.getLast().attempt().outcome().ok()
        || took.compareTo(most) <= 0) {
      return;
    }
    String raw = "took " + took.toMillis() + " ms, at most " + most.toMillis() + " are expected";
    Observation last = observations.removeLast();
    Layer layer =
        switch (last) {
          case Observation.Dns dns -> Layer.DNS;
          case Observation.Tcp tcp -> Layer.TCP;
          case Observation.Tls tls -> Layer.TLS;
          case Observation.Http http -> Layer.HTTP;
          case Observation.Quic quic -> Layer.QUIC;
          case Observation.Delegation off -> Layer.DNS;
          case Observation.Authority off -> Layer.DNS;
          case Observation.Ping off -> Layer.IP;
          case Observation.Traceroute off -> Layer.IP;
        };
    observations.add(Marked.ended(last, Classifier.failed(layer, Code.TIMEOUT, raw)));
  }
}
