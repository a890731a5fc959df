package org.plumbline.owners;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.plumbline.dns.ScriptedDns;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Addresses;
import org.plumbline.net.Endpoint;
import org.plumbline.net.LoopbackNetwork;
import org.plumbline.net.Prefix;
import org.xbill.DNS.Message;

/** A real DNS server on loopback with zones of origins, and look-ups that ask it. */
final class OriginServer implements AutoCloseable {
  static final OriginZones ZONES = new OriginZones("o.example", "o6.example", "n.example");

  /** The addresses for documentation are asked about here: there are no others to test with. */
  static final AddressPolicy DOCUMENTATION =
      new AddressPolicy(
          List.of(
              Prefix.parse("192.0.2.0/24"),
              Prefix.parse("198.51.100.0/24"),
              Prefix.parse("203.0.113.0/24"),
              Prefix.parse("2001:db8::/32")),
          java.util.Set.of());

  private static final Endpoint RESOLVER = new Endpoint(Addresses.parse("192.0.2.53"), 53);
  private static final Duration EVENTUALLY = Duration.ofSeconds(20);

  /** Names asked for, in order; one asked again over the network counts again. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
  final LoopbackNetwork network = new LoopbackNetwork(Duration.ofSeconds(10));
  private final ScriptedDns dns;

  OriginServer() {
    try {
      dns = new ScriptedDns();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    network.map("192.0.2.53", 53, dns.port());
    twist(UnaryOperator.identity());
  }

  OriginServer zone(String origin, String records) {
    dns.zone(origin, records);
    return this;
  }

  ScriptedDns dns() {
    return dns;
  }

  /** Changes every answer before it is sent. */
  OriginServer twist(UnaryOperator<Message> change) {
    dns.twist(answer -> {
      asked.add(answer.getQuestion().getName().toString(true));
      return change.apply(answer);
    });
    return this;
  }

  OriginLookUps lookUps() {
    return lookUps(DOCUMENTATION);
  }

  OriginLookUps lookUps(AddressPolicy policy) {
    return new OriginLookUps(network, List.of(RESOLVER), ZONES, policy, () -> now);
  }

  /** Asks until the owner is there: the first answer may come later than a call waits. */
  static Owner eventually(Owners owners, String address) {
    Instant end = Instant.now().plus(EVENTUALLY);
    while (Instant.now().isBefore(end)) {
      Map<String, Owner> known = owners.of(java.util.Set.of(address));
      Owner owner = known.get(address);
      if (owner != null) {
        return owner;
      }
    }
    throw new AssertionError("nobody owns " + address);
  }

  @Override
  public void close() {
    try {
      dns.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
