package org.plumbline.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.model.Observation;
import org.plumbline.model.Question;
import org.plumbline.net.Deadline;
import org.plumbline.net.Fanout;
import org.plumbline.net.Network;

/**
 * Resolves by itself from the root, and asks every authoritative server on the way's last two cuts.
 * Safe for use by many threads at once.
 */
public final class Walker {
  private final Exchanger exchanger;
  private final RootHints roots;
  private final ReferralCache cache;

  public Walker(Network network, RootHints roots, ReferralCache cache) {
    this.exchanger = new Exchanger(network);
    this.roots = roots;
    this.cache = cache;
  }

  /**
   * Walks once. What servers do is in the result; nothing is thrown for it.
   *
   * @param timeout configured duration of one question to one server
   * @param deadline of the whole walk; questions not answered by then are left out
   */
  public Walk walk(Question question, Duration timeout, Deadline deadline) {
    Journey journey = new Journey(exchanger, roots, cache, timeout, deadline);
    AliasChain chain = new AliasChain(journey);
    Observation.Dns answer = chain.follow(question);
    List<Observation> facts = new ArrayList<>(chain.upperCuts());
    List<Callable<List<Observation>>> surveys = new ArrayList<>();
    for (AliasChain.Stop stop : chain.stops()) {
      surveys.add(new Survey(journey, stop));
    }
    Fanout.all(surveys, deadline).forEach(facts::addAll);
    return new Walk(answer, facts);
  }
}
