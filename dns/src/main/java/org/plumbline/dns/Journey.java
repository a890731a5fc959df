package org.plumbline.dns;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.plumbline.model.Answer;
import org.plumbline.model.Question;
import org.plumbline.net.Deadline;
import org.plumbline.net.Endpoint;

/** What the parts of one walk share: zones and server addresses found so far, and the bounds. */
final class Journey {
  /** Questions of one walk, of whatever kind. */
  private static final int QUESTIONS_MAX = 600;

  /** Servers whose addresses must be found to find the address of a server ... */
  private static final int NESTING_MAX = 5;

  private static final int ENDPOINTS_MAX = 4;
  private static final int ALIASES_MAX = 4;

  private final Exchanger exchanger;
  private final RootHints roots;
  private final ReferralCache cache;
  private final Duration timeout;
  private final Deadline deadline;
  private final AtomicInteger questions = new AtomicInteger();
  private final Map<String, Zone> zones = new ConcurrentHashMap<>();
  private final Map<Question, List<Endpoint>> found = new ConcurrentHashMap<>();

  Journey(
      Exchanger exchanger,
      RootHints roots,
      ReferralCache cache,
      Duration timeout,
      Deadline deadline) {
    this.exchanger = exchanger;
    this.roots = roots;
    this.cache = cache;
    this.timeout = timeout;
    this.deadline = deadline;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Whether no more questions may be asked. */
  boolean spent() {
    return deadline.passed()
        || questions.get() >= QUESTIONS_MAX
        || Thread.currentThread().isInterrupted();
  }

  Exchange ask(Endpoint server, Ask ask) {
    questions.incrementAndGet();
    return exchanger.ask(server, ask, deadline);
  }

  Ask direct(String name, String type) {
    return Ask.direct(new Question(name, type), timeout);
  }

  /** The nearest zone at or above the name that is known already; at least the root. */
  Zone nearest(String name) {
    for (String at = name; !at.isEmpty(); at = Names.parent(at)) {
      Zone zone = zones.get(at);
      if (zone == null) {
        zone = cache.get(at).orElse(null);
      }
      if (zone != null) {
        return zone;
      }
    }
    return roots.zone();
  }

  void learn(Zone zone) {
    zones.put(zone.name(), zone);
    cache.put(zone);
  }

  /** Where a server can be asked: by its glue, else by its name, looked up from the root. */
  List<Endpoint> endpoints(Server server, Set<String> pending) {
    return server.endpoints().isEmpty() ? lookUp(server.name(), "A", pending) : server.endpoints();
  }

  /**
   * Addresses of a host, found by a walk of its own.
   *
   * @param pending hosts whose addresses are being looked up already: meeting one again is a loop
   */
  List<Endpoint> lookUp(String host, String type, Set<String> pending) {
    Question question = new Question(host, type);
    List<Endpoint> known = found.get(question);
    if (known != null) {
      return known;
    }
    if (pending.contains(host) || pending.size() >= NESTING_MAX || spent()) {
      return List.of();
    }
    Set<String> inner = new HashSet<>(pending);
    inner.add(host);
    List<Endpoint> endpoints = resolve(host, type, inner);
    if (!spent()) {
      found.put(question, endpoints);
    }
    return endpoints;
  }

  private List<Endpoint> resolve(String host, String type, Set<String> pending) {
    String name = host;
    for (int aliases = 0; aliases <= ALIASES_MAX; aliases++) {
      Descent.Arrival arrival = new Descent(this, pending).to(name, type);
      Response response = arrival.exchange() == null ? null : arrival.exchange().response();
      if (!arrival.answered() || response == null) {
        return List.of();
      }
      String end = Aliases.end(name, response.answers());
      List<Endpoint> endpoints =
          response.answers().stream()
              .filter(answer -> answer.name().equals(end) && answer.type().equals(type))
              .map(Answer::data)
              .map(address -> RootHints.endpoint(address, RootHints.PORT))
              .limit(ENDPOINTS_MAX)
              .toList();
      if (!endpoints.isEmpty() || end.equals(name)) {
        return endpoints;
      }
      name = end;
    }
    return List.of();
  }
}
