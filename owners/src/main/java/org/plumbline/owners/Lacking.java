package org.plumbline.owners;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;

/** Which addresses of a step lack their owner. */
final class Lacking {
  /** More addresses than any honest post has; the rest goes without. */
  private static final int ADDRESSES_MAX = 10_000;

  private Lacking() {}

  static void in(Observation observation, Set<String> into) {
    switch (observation) {
      case Observation.Dns dns -> answers(dns.answers(), into);
      case Observation.Authority authority -> {
        NameServer server = authority.server();
        if (server != null) {
          address(server.address(), server.asn(), into);
        }
        answers(authority.answers(), into);
      }
      case Observation.Tcp tcp -> address(tcp.address(), tcp.asn(), into);
      case Observation.Ping ping -> address(ping.address(), ping.asn(), into);
      case Observation.Traceroute trace ->
          trace.hops().forEach(hop -> address(hop.address(), hop.asn(), into));
      case Observation.Delegation _,
          Observation.Tls _,
          Observation.Http _,
          Observation.Quic _ -> {} // their form has no place for an owner
    }
  }

  private static void answers(List<Answer> answers, Set<String> into) {
    for (Answer answer : answers) {
      boolean whole = answer.asn() != null && answer.owner() != null;
      if (answer.isAddress() && !whole) {
        address(answer.data(), null, into);
      }
    }
  }

  private static void address(@Nullable String address, @Nullable Long asn, Set<String> into) {
    if (address != null && asn == null && into.size() < ADDRESSES_MAX) {
      into.add(address);
    }
  }
}
