package org.plumbline.cli;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.plumbline.model.Attempt;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.net.Addresses;

/**
 * What this machine itself has no way for. A failure that follows from it is turned into an
 * "inconclusive": no vote, no failure.
 *
 * @param unrouted families without any route to the outside
 * @param excusesNames whether unanswered questions to resolvers follow from it too
 */
record OwnLack(Set<Family> unrouted, boolean excusesNames) {
  static final OwnLack NONE = new OwnLack(Set.of(), false);

  /** Addresses set aside for documentation: a route to them is a route to the outside. */
  private static final String OUTSIDE_4 = "192.0.2.1";

  private static final String OUTSIDE_6 = "2001:db8::1";
  private static final int DISCARD_PORT = 9;

  OwnLack {
    unrouted = Set.copyOf(unrouted);
  }

  /**
   * Looks at this machine's routes; nothing is sent.
   *
   * @param ownRoots the names are resolved within a world of the user's own
   */
  static OwnLack here(boolean ownRoots) {
    EnumSet<Family> unrouted = EnumSet.noneOf(Family.class);
    if (!hasRoute(OUTSIDE_4)) {
      unrouted.add(Family.V4);
    }
    if (!hasRoute(OUTSIDE_6)) {
      unrouted.add(Family.V6);
    }
    return new OwnLack(unrouted, unrouted.size() == Family.values().length && !ownRoots);
  }

  private static boolean hasRoute(String outside) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(Addresses.parse(outside), DISCARD_PORT));
      return !socket.getLocalAddress().isAnyLocalAddress();
    } catch (IOException | java.io.UncheckedIOException e) {
      return false;
    }
  }

  /** The same facts, with what follows from our own lack marked as such. */
  List<Observation> excuse(List<Observation> facts, Family family) {
    return facts.stream().map(fact -> excuse(fact, family)).toList();
  }

  private Observation excuse(Observation fact, Family family) {
    Failure failure = fact.failure();
    if (failure == null || !isOurs(fact, failure, family)) {
      return fact;
    }
    String reason =
        excusesNames ? "no network here" : "no IPv" + family.number() + " route from here";
    Attempt old = fact.attempt();
    return Reattempted.with(
        fact,
        new Attempt(
            old.elapsed(), new Outcome.Inconclusive(reason), old.crossover(), old.variation()));
  }

  private boolean isOurs(Observation fact, Failure failure, Family family) {
    boolean unreachable =
        failure.layer() == Layer.IP
            && (failure.code() == Code.UNREACHABLE || failure.code() == Code.PROHIBITED);
    boolean name =
        fact instanceof Observation.Dns
            || fact instanceof Observation.Delegation
            || fact instanceof Observation.Authority;
    return name ? excusesNames : unreachable && unrouted.contains(family);
  }
}
