package org.plumbline.engine.diagnose;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Route;

/**
 * What others saw of the same name at about the same time: the contrast without which a single run
 * cannot tell a broken service from a broken way to it.
 *
 * @param valid addresses that completed a valid exchange for the name, now or earlier, from
 *     elsewhere
 * @param invalid addresses that were tried for the name elsewhere and never gave one
 * @param validOwners classes of owners of the valid addresses ({@link RunAddresses#ownersOf})
 * @param leaves per address, SHA-256 of the leaf certificates shown elsewhere
 * @param everyone other vantages that ran this check in the same minutes
 * @param sameIsp those of them in the same provider's network
 * @param sameCountry those of them in the same country
 * @param servicesHere other services, as this vantage saw them in the same minutes
 * @param neighbours other services behind the same AS as the address that failed
 * @param resolverUsers other checks of anyone that went through the same resolver
 * @param delegations per zone, the name servers that its parent named before
 * @param servers per name server, vantages that it answered and those that it did not
 * @param routes what collectors saw of routes in the two hours before
 * @param anchors the agent's own anchors: tried and answered; absent without a heartbeat
 */
public record Controls(
    Set<String> valid,
    Set<String> invalid,
    Set<String> validOwners,
    Map<String, Set<String>> leaves,
    Crowd everyone,
    Crowd sameIsp,
    Crowd sameCountry,
    Crowd servicesHere,
    Crowd neighbours,
    Crowd resolverUsers,
    Map<String, Set<String>> delegations,
    Map<String, Crowd> servers,
    List<Route> routes,
    @Nullable Crowd anchors) {
  /** How many fare well and how many fail. */
  public record Crowd(int well, int failing) {
    /** Nobody was asked. */
    public static final Crowd NOBODY = new Crowd(0, 0);

    int size() {
      return well + failing;
    }

    /** Whether at least this share fails; unknown below {@code least} members. */
    RunSeen failing(double share, int least) {
      return size() < least ? RunSeen.UNKNOWN : RunSeen.of(failing >= share * size());
    }
  }

  /** A run that stands alone. */
  public static final Controls NONE =
      new Controls(
          Set.of(),
          Set.of(),
          Set.of(),
          Map.of(),
          Crowd.NOBODY,
          Crowd.NOBODY,
          Crowd.NOBODY,
          Crowd.NOBODY,
          Crowd.NOBODY,
          Crowd.NOBODY,
          Map.of(),
          Map.of(),
          List.of(),
          null);
}
