package org.plumbline.engine.diagnose;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Check;
import org.plumbline.model.Failure;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;

/**
 * Which addresses serve the name. An address that completed a valid exchange for the name is right,
 * wherever it was learnt; the reverse is weaker: one is wrong only when it was tried, never served
 * the name, and another does.
 */
final class RunAddresses {
  private final Set<String> valid = new TreeSet<>();
  private final Set<String> validHere = new TreeSet<>();
  private final Map<String, Failure> failedHere = new TreeMap<>();
  private final Map<String, Long> owners = new TreeMap<>();
  private final Set<String> validOwners;
  private final Set<String> invalid;

  RunAddresses(RunFacts run, Controls controls) {
    valid.addAll(controls.valid());
    validOwners = new TreeSet<>(controls.validOwners());
    boolean plain =
        run.check() != null
            && run.check().scheme() != Check.Scheme.HTTPS
            && run.check().scheme() != Check.Scheme.TLS;
    for (Measurement measurement : run.measurements()) {
      measurement.observations().forEach(step -> take(step, run.target(), plain));
    }
    valid.addAll(validHere);
    for (String address : validHere) {
      validOwners.addAll(ownersOf(address, owners.get(address)));
    }
    invalid = new TreeSet<>(controls.invalid());
    invalid.addAll(failedHere.keySet());
    invalid.removeAll(valid);
  }

  private void take(Observation step, String target, boolean plain) {
    switch (step) {
      case Observation.Tcp tcp -> {
        owner(tcp.address(), tcp.asn());
        result(tcp, tcp.address(), false);
      }
      case Observation.Tls tls -> {
        if (tls.serverName() == null || tls.serverName().equals(target)) {
          result(tls, tls.address(), true);
        }
      }
      case Observation.Quic quic -> result(quic, quic.address(), false);
      case Observation.Http http -> result(http, http.address(), plain);
      case Observation.Dns dns -> dns.answers().forEach(this::owner);
      case Observation.Authority authority -> authority.answers().forEach(this::owner);
      case Observation.Ping ping -> owner(ping.address(), ping.asn());
      case Observation.Delegation delegation -> {}
      case Observation.Traceroute route -> {}
    }
  }

  private void owner(Answer answer) {
    if (answer.isAddress()) {
      owner(answer.data(), answer.asn());
    }
  }

  private void owner(@Nullable String address, @Nullable Long asn) {
    if (address != null && asn != null) {
      owners.put(address, asn);
    }
  }

  private void result(Observation step, @Nullable String address, boolean proves) {
    Failure failure = step.failure();
    if (address == null || !step.attempt().variation().isEmpty()) {
      return;
    }
    if (failure == null) {
      if (proves && step.attempt().outcome().ok()) {
        validHere.add(address);
      }
    } else {
      failedHere.putIfAbsent(address, failure);
    }
  }

  /** Addresses known to serve the name. */
  Set<String> valid() {
    return valid;
  }

  /** Those of them that did so from this vantage in this run. */
  Set<String> validHere() {
    return validHere;
  }

  @Nullable Failure failure(String address) {
    return failedHere.get(address);
  }

  Map<String, Failure> failedHere() {
    return failedHere;
  }

  @Nullable Long owner(String address) {
    return owners.get(address);
  }

  /** What an answer is worth; {@link RunSaid#UNJUDGED} where nothing proves or refutes it. */
  RunSaid judge(Iterable<Answer> answers) {
    boolean tried = false;
    boolean strange = true;
    for (Answer answer : answers) {
      if (!answer.isAddress()) {
        continue;
      }
      if (valid.contains(answer.data())) {
        return RunSaid.RIGHT;
      }
      tried |= invalid.contains(answer.data());
      strange &= isStrange(answer.data(), answer.asn());
    }
    return tried && strange && !valid.isEmpty() ? RunSaid.WRONG : RunSaid.UNJUDGED;
  }

  /** What one address is worth as an answer. */
  RunSaid judge(String address) {
    return judge(List.of(new Answer("", "A", null, address, owners.get(address), null)));
  }

  /** Whether an address belongs to nobody whose addresses serve the name. */
  boolean isStrange(String address, @Nullable Long asn) {
    return ownersOf(address, asn).stream().noneMatch(validOwners::contains);
  }

  /**
   * Classes of an address's owner: its AS where known, and the /24 or /48, which is all there is to
   * go by without owners.
   */
  static Set<String> ownersOf(String address, @Nullable Long asn) {
    TreeSet<String> classes = new TreeSet<>();
    if (asn != null) {
      classes.add("AS" + asn);
    }
    int last = address.lastIndexOf('.');
    Prefix prefix = Prefix.parse(address);
    if (last >= 0) {
      classes.add(address.substring(0, last));
    } else if (prefix != null) {
      classes.add(Long.toHexString(prefix.high() >>> 16));
    }
    return classes;
  }
}
