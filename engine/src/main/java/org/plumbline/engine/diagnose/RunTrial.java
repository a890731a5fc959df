package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Certificate;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;

/**
 * What one measurement is worth to others as a control: the little that is kept of it.
 *
 * @param failed the layer that the path broke at; null when the end was reached
 * @param resolver identity of the client's resolver
 * @param servers per name server asked directly, whether it gave a usable reply
 */
record RunTrial(
    String vantage,
    String check,
    String service,
    long atMillis,
    boolean skipped,
    @Nullable Layer failed,
    @Nullable String resolver,
    @Nullable Long asn,
    List<Shown> shown,
    Map<String, Boolean> servers) {
  /** An address that was tried for the name, whether it served it, and what it showed. */
  record Shown(String address, @Nullable Long asn, boolean valid, @Nullable String leaf) {}

  static RunTrial of(Measurement measurement, @Nullable Check check, String resolverPrefix) {
    RunPath path = RunPath.of(measurement, check);
    Map<String, Long> owners = new TreeMap<>();
    Map<String, Boolean> servers = new TreeMap<>();
    List<Shown> shown = new ArrayList<>();
    String resolver = null;
    boolean plain =
        check != null && check.scheme() != Check.Scheme.HTTPS && check.scheme() != Check.Scheme.TLS;
    for (Observation step : measurement.observations()) {
      switch (step) {
        case Observation.Dns dns -> {
          if (resolver == null && dns.onClientPath() && dns.resolver() != null) {
            resolver = resolverPrefix + dns.resolver().address();
          }
        }
        case Observation.Tcp tcp -> {
          if (tcp.address() != null && tcp.asn() != null) {
            owners.put(tcp.address(), tcp.asn());
          }
          if (tcp.address() != null && tcp.failure() != null) {
            shown.add(new Shown(tcp.address(), tcp.asn(), false, null));
          }
        }
        case Observation.Tls tls -> {
          if (tls.address() != null
              && (check == null
                  || tls.serverName() == null
                  || tls.serverName().equals(check.host()))) {
            shown.add(
                new Shown(
                    tls.address(), owners.get(tls.address()), tls.failure() == null, leaf(tls)));
          }
        }
        case Observation.Http http -> {
          if (plain && http.address() != null) {
            shown.add(
                new Shown(
                    http.address(), owners.get(http.address()), http.failure() == null, null));
          }
        }
        case Observation.Authority authority -> {
          if (authority.server() != null && authority.server().name() != null) {
            servers.merge(
                authority.server().name(),
                authority.failure() == null || isDenial(authority),
                Boolean::logicalAnd);
          }
        }
        case Observation.Quic quic -> {
          if (quic.address() != null) {
            shown.add(new Shown(quic.address(), null, quic.failure() == null, null));
          }
        }
        case Observation.Delegation delegation -> {}
        case Observation.Ping ping -> {}
        case Observation.Traceroute route -> {}
      }
    }
    String address = path.address();
    return new RunTrial(
        measurement.vantage(),
        measurement.check(),
        measurement.service(),
        measurement.at().toEpochMilli(),
        path.state() == RunPath.State.SKIPPED || path.robotKeptOut(),
        path.failure() == null ? null : path.failure().layer(),
        resolver,
        address == null ? null : owners.get(address),
        List.copyOf(shown),
        servers.isEmpty() ? Map.of() : servers);
  }

  private static boolean isDenial(Observation.Authority authority) {
    Failure failure = authority.failure();
    return failure != null && (failure.code() == Code.NXDOMAIN || failure.code() == Code.NODATA);
  }

  private static @Nullable String leaf(Observation.Tls tls) {
    List<Certificate> chain = tls.chain();
    return chain.isEmpty() ? null : chain.getFirst().sha256();
  }
}
