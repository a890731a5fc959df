package org.plumbline.engine.diagnose;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Certificate;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;

/** Clues from below and above the connection: addresses, certificates, the path, who answered. */
final class RunPathClues {
  private static final String SWAP = "Connect to the same address from another network.";
  private static final Set<String> EDGE_HEADERS =
      Set.of("cf-ray", "x-amz-cf-pop", "x-served-by", "x-cache");

  static final RunClue OTHER_ADDRESS_WELL =
      RunClue.of(
          0.35,
          view ->
              view.othersTried().isEmpty()
                  ? RunSeen.UNKNOWN
                  : RunSeen.of(
                      view.othersTried().stream()
                          .anyMatch(address ->
                              view.addresses.validHere().contains(address)
                                  && view.addresses.failure(address) == null)),
          "another address for the name works from here",
          "every other address that was tried from here fails too",
          "tcp",
          "Connect from here to another address for the name.");

  static final RunClue ADDRESS_SERVED =
      RunClue.of(
          0.6,
          view -> {
            String address = view.failedAddress();
            return address == null || view.controls.valid().isEmpty()
                ? RunSeen.UNKNOWN
                : RunSeen.of(
                    view.controls.valid().contains(address)
                        || !view.addresses.isStrange(address, view.failedOwner()));
          },
          "the address is one that serves or served the name for others",
          "the address never served the name for anyone",
          "tls",
          SWAP);

  static final RunClue LEAF_ELSEWHERE_DIFFERS =
      RunClue.of(
          0.05,
          view -> {
            String address = view.failedAddress();
            Set<String> elsewhere =
                address == null ? Set.of() : view.controls.leaves().getOrDefault(address, Set.of());
            String here = view.chain().isEmpty() ? null : view.chain().getFirst().sha256();
            return elsewhere.isEmpty() || here == null
                ? RunSeen.UNKNOWN
                : RunSeen.of(!elsewhere.contains(here));
          },
          "the same address shows others another certificate",
          "the same address shows others the same certificate",
          "tls",
          SWAP);

  static final RunClue LEAF_EXPIRED =
      RunClue.of(
          0.05,
          view -> chainClue(view, firstExpired(view.chain(), view.at()) == 0),
          view -> "the certificate of the name itself ended at " + ended(view),
          "the certificate of the name itself is within its dates",
          "tls",
          "Fetch the whole chain and read its dates.");

  static final RunClue ABOVE_LEAF_EXPIRED =
      RunClue.of(
          0.04,
          view -> chainClue(view, firstExpired(view.chain(), view.at()) > 0),
          view -> "a certificate above that of the name ended at " + ended(view),
          "no certificate above that of the name has run out",
          "tls",
          "Fetch the whole chain and read its dates.");

  static final RunClue IN_OWN_NETWORK =
      RunClue.of(
          0.08,
          view -> {
            Long owner = view.failedOwner();
            Long own = view.run.vantage() == null ? null : view.run.vantage().asn();
            boolean isp = view.run.service() != null && "isp".equals(view.run.service().category());
            return (owner == null && !isp) || own == null
                ? RunSeen.UNKNOWN
                : RunSeen.of(isp || own.equals(owner));
          },
          "what fails lies in an access provider's own network",
          "what fails lies outside the access network",
          "traceroute",
          "Trace the path to the address that failed.");

  static final RunClue EDGE_ANSWERED =
      RunClue.of(
          0.1,
          view -> {
            Observation.Http http = view.http();
            return http == null
                ? RunSeen.UNKNOWN
                : RunSeen.of(
                    http.pop() != null
                        || http.headers().keySet().stream().anyMatch(EDGE_HEADERS::contains));
          },
          "a delivery network's edge gave the answer",
          "no delivery network shows in the answer",
          "http",
          "Ask the origin directly, beside the delivery network.");

  static final RunClue PATH_ENDS_EARLY =
      RunClue.of(
          0.2,
          view ->
              view.traces().isEmpty()
                  ? RunSeen.UNKNOWN
                  : RunSeen.of(
                      view.traces().stream()
                          .anyMatch(trace -> Boolean.FALSE.equals(trace.reached()))),
          view -> "the trace ends in " + RunWords.network(lastNetwork(view)),
          "the trace reaches the address",
          "traceroute",
          "Trace the path to the address that failed.");

  static final RunClue PATH_ENDS_AT_HOME =
      RunClue.of(
          0.05,
          view -> {
            Long last = lastNetwork(view);
            Long own = view.run.vantage() == null ? null : view.run.vantage().asn();
            return view.traces().isEmpty() || own == null
                ? RunSeen.UNKNOWN
                : RunSeen.of(last == null || last.equals(own));
          },
          "the trace does not leave the access network",
          "the trace leaves the access network",
          "traceroute",
          "Trace the path to the address that failed.");

  static final RunClue PATH_ENDS_AT_TARGET =
      RunClue.of(
          0.1,
          view -> {
            Long last = lastNetwork(view);
            Long owner = view.failedOwner();
            return view.traces().isEmpty() || owner == null
                ? RunSeen.UNKNOWN
                : RunSeen.of(owner.equals(last));
          },
          "the trace comes as far as the network of the address",
          "the trace does not come to the network of the address",
          "traceroute",
          "Trace the path to the address that failed.");

  static final RunClue OTHER_FAMILY_WELL =
      RunClue.of(
          0.03,
          view ->
              view.paths.size() < 2
                  ? RunSeen.UNKNOWN
                  : RunSeen.of(
                      view.paths.stream().anyMatch(path -> path.state() == RunPath.State.REACHED)),
          "the other address family works from here",
          "the other address family fails too",
          "tcp",
          "Make the same run over the other address family.");

  static final RunClue OVER_QUIC =
      RunClue.of(
          0.02,
          view ->
              view.suffered == null
                  ? RunSeen.UNKNOWN
                  : RunSeen.of(
                      view.suffered.steps().stream().anyMatch(Observation.Quic.class::isInstance)),
          "it was asked over QUIC",
          "it was asked over TCP",
          "tcp",
          "Ask the same over TCP.");

  static final RunClue CONNECTS =
      RunClue.of(
          0.6,
          view -> RunSeen.of(!view.at(Layer.DNS) && !view.at(Layer.TCP) && !view.at(Layer.IP)),
          "a connection is made",
          "no connection is made",
          "tcp",
          "Connect to the address.");

  /** The first certificate of the chain that is out of date; null when none is. */
  static @Nullable Certificate expired(List<Certificate> chain, Instant at) {
    int first = firstExpired(chain, at);
    return first < 0 ? null : chain.get(first);
  }

  /** Where in the chain the first certificate out of date is; -1 when none is. */
  private static int firstExpired(List<Certificate> chain, Instant at) {
    for (int i = 0; i < chain.size(); i++) {
      Instant end = chain.get(i).notAfter();
      if (end != null && end.isBefore(at)) {
        return i;
      }
    }
    return -1;
  }

  private static RunSeen chainClue(RunView view, boolean seen) {
    return view.chain().isEmpty() ? RunSeen.UNKNOWN : RunSeen.of(seen);
  }

  private static String ended(RunView view) {
    Certificate expired = expired(view.chain(), view.at());
    return expired == null ? "an unknown time" : String.valueOf(expired.notAfter());
  }

  /** The last network that a trace which did not arrive shows; null when it shows none. */
  static @Nullable Long lastNetwork(RunView view) {
    Long last = null;
    for (Observation.Traceroute trace : view.traces()) {
      if (Boolean.TRUE.equals(trace.reached())) {
        continue;
      }
      for (Observation.Hop hop : trace.hops()) {
        last = hop.asn() == null ? last : hop.asn();
      }
    }
    return last;
  }

  private RunPathClues() {}
}
