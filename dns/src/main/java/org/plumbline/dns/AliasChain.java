package org.plumbline.dns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Code;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.net.Stopwatch;

/** Follows a name to its data: down from the root, and again for each alias to another zone. */
final class AliasChain {
  /** Aliases followed; common resolvers stop at 11 or more, and a long chain is no loop. */
  private static final int ALIASES_MAX = 16;

  /** Zones whose servers are all asked. */
  private static final int STOPS_MAX = 6;

  private static final int ANSWERS_MAX = 512;

  /** A name and the zone whose servers answer for it. */
  record Stop(Zone zone, Question question, boolean askParents) {}

  private final Journey journey;
  private final List<Stop> stops = new ArrayList<>();
  private final Map<String, Observation.Delegation> cuts = new LinkedHashMap<>();
  private final List<Answer> answers = new ArrayList<>();

  AliasChain(Journey journey) {
    this.journey = journey;
  }

  /** Where all servers are worth asking, in the order of the chain. */
  List<Stop> stops() {
    return List.copyOf(stops);
  }

  /** Delegations on the way that no stop asks for again. */
  List<Observation.Delegation> upperCuts() {
    return cuts.values().stream()
        .filter(cut -> stops.stream().noneMatch(stop -> stop.zone().name().equals(cut.zone())))
        .toList();
  }

  Observation.Dns follow(Question question) {
    Stopwatch watch = Stopwatch.start();
    String name = Names.normal(question.name());
    Set<String> seen = new HashSet<>();
    Outcome outcome = DnsFailure.failed(Code.LOOP, "more than " + ALIASES_MAX + " aliases");
    String rcode = null;
    String transport = null;
    while (seen.size() < ALIASES_MAX) {
      seen.add(name);
      Descent.Arrival arrival = new Descent(journey, Set.of()).to(name, question.type());
      arrival.cuts().forEach(cut -> cuts.putIfAbsent(cut.zone(), cut));
      stop(arrival.zone(), new Question(name, question.type()));
      Exchange exchange = arrival.exchange();
      Response response = exchange == null ? null : exchange.response();
      rcode = response == null ? null : response.rcode();
      transport = exchange == null ? null : exchange.transport().word();
      if (!arrival.answered() || exchange == null || response == null) {
        outcome = unanswered(arrival);
        break;
      }
      collect(response);
      String end = Aliases.end(name, answers);
      if (has(end, question.type())) {
        outcome = new Outcome.Ok();
        break;
      }
      if (has(end, "CNAME") || (seen.contains(end) && !end.equals(name))) {
        outcome = DnsFailure.failed(Code.LOOP, "the aliases lead back to " + end);
        break;
      }
      if (end.equals(name)) {
        outcome =
            response.noError()
                ? DnsFailure.failed(Code.NODATA, "no such record")
                : exchange.outcome();
        break;
      }
      name = end;
    }
    return new Observation.Dns(
        new Attempt(watch.elapsed(), outcome),
        new Resolver("own", null, null),
        question,
        rcode,
        answers,
        null,
        List.of(),
        null,
        transport);
  }

  private void stop(Zone zone, Question question) {
    boolean known = stops.stream().anyMatch(stop -> stop.zone().name().equals(zone.name()));
    if (stops.size() < STOPS_MAX) {
      stops.add(new Stop(zone, question, !known));
    }
  }

  private void collect(Response response) {
    response.answers().stream()
        .filter(answer -> !answer.type().equals("RRSIG") && !answers.contains(answer))
        .limit(Math.max(0, ANSWERS_MAX - answers.size()))
        .forEach(answers::add);
  }

  private boolean has(String name, String type) {
    return answers.stream()
        .anyMatch(answer -> answer.name().equals(name) && answer.type().equals(type));
  }

  private Outcome unanswered(Descent.Arrival arrival) {
    Exchange exchange = arrival.exchange();
    String zone = Names.shown(arrival.zone().name());
    if (exchange == null) {
      return journey.spent()
          ? DnsFailure.failed(Code.TIMEOUT, "the walk ran out of time at " + zone)
          : DnsFailure.failed(Code.SERVFAIL, "no name server of " + zone + " has an address");
    }
    return exchange.outcome().ok()
        ? DnsFailure.failed(Code.LAME, "no server listed for " + zone + " serves it")
        : exchange.outcome();
  }
}
