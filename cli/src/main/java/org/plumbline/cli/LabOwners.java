package org.plumbline.cli;

import java.util.List;
import java.util.Set;
import org.plumbline.lab.LabClock;
import org.plumbline.lab.LabWorld;
import org.plumbline.lab.OriginZone;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Prefix;
import org.plumbline.net.SystemNetwork;
import org.plumbline.owners.OriginLookUps;
import org.plumbline.owners.OriginZones;
import org.plumbline.owners.Owners;

/** Whom a scenario's addresses belong to, found as on the internet: by questions over DNS. */
final class LabOwners {
  private static final OriginZones ZONES =
      new OriginZones(OriginZone.V4, OriginZone.V6, OriginZone.NAMES);

  /** A scenario may use any address, those for documentation first. */
  private static final AddressPolicy ANY =
      new AddressPolicy(List.of(Prefix.parse("0.0.0.0/0"), Prefix.parse("::/0")), Set.of());

  private LabOwners() {}

  static Owners open(LabWorld world, LabClock clock) {
    Endpoint server = world.originServer();
    SystemNetwork network = new SystemNetwork(new AddressPolicy(List.of(), Set.of(server)));
    return new OriginLookUps(network, List.of(server), ZONES, ANY, clock);
  }
}
