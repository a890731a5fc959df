package org.plumbline.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.plumbline.config.Enrich;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Endpoint;
import org.plumbline.net.SystemNetwork;
import org.plumbline.owners.OriginLookUps;
import org.plumbline.owners.OriginZones;
import org.plumbline.owners.Owners;
import org.plumbline.owners.OwnersFile;
import org.plumbline.owners.UnusableFile;

/** Whom addresses belong to, found out as the configuration says. */
final class UpOwners {
  private UpOwners() {}

  /**
   * Nothing is sent before the first address is asked for.
   *
   * @param resolvers that the questions are put to, the first first
   * @throws Complaint when a file cannot be used
   */
  static Owners open(Enrich enrich, List<Endpoint> resolvers, InstantSource clock) {
    return switch (enrich) {
      case Enrich.None _ -> Owners.NONE;
      case Enrich.PublicZones _ -> lookUps(OriginZones.PUBLIC, resolvers, clock);
      case Enrich.Zones(String origin, String origin6, String names) ->
          lookUps(new OriginZones(origin, origin6, names), resolvers, clock);
      case Enrich.File(Path path) -> file(path);
    };
  }

  /** The policy of what may be asked about is the strict one, whatever may be probed. */
  private static Owners lookUps(OriginZones zones, List<Endpoint> resolvers, InstantSource clock) {
    SystemNetwork network = new SystemNetwork(new AddressPolicy(List.of(), Set.copyOf(resolvers)));
    return new OriginLookUps(network, resolvers, zones, AddressPolicy.PUBLIC_ONLY, clock);
  }

  private static Owners file(Path path) {
    try {
      return OwnersFile.open(path);
    } catch (UnusableFile e) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE, "the configuration is refused:\n" + e.getMessage());
    }
  }
}
