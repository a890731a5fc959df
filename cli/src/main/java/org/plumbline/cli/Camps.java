package org.plumbline.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;

/**
 * Who says the same: answers that share an address, or the network of one, are one camp. A rotating
 * set of addresses is one camp; two that have nothing in common are two.
 */
final class Camps {
  private static final int CAMPS_MAX = 26;

  private final List<Set<String>> camps = new ArrayList<>();
  private final List<Set<String>> sayings = new ArrayList<>();
  private final Set<String> serving = new TreeSet<>();
  private final Set<String> failing = new TreeSet<>();

  static Camps of(List<Measurement> run) {
    Camps camps = new Camps();
    for (Measurement measurement : run) {
      for (Observation step : measurement.observations()) {
        switch (step) {
          case Observation.Dns dns -> camps.add(dns.answers());
          case Observation.Authority authority -> camps.add(authority.answers());
          case Observation.Tcp tcp -> camps.connected(tcp, tcp.address());
          case Observation.Tls tls -> camps.served(tls, tls.address());
          case Observation.Http http -> camps.served(http, http.address());
          case Observation.Delegation _,
              Observation.Quic _,
              Observation.Ping _,
              Observation.Traceroute _ -> {}
        }
      }
    }
    return camps;
  }

  private void connected(Observation step, @Nullable String address) {
    if (address != null && step.attempt().outcome() instanceof Outcome.Failed) {
      failing.add(family(address) + address);
    }
  }

  private void served(Observation step, @Nullable String address) {
    connected(step, address);
    if (address != null && step.attempt().outcome().ok()) {
      serving.add(family(address) + address);
    }
  }

  private void add(List<Answer> answers) {
    Set<String> marks = marks(answers);
    if (marks.isEmpty()) {
      return;
    }
    sayings.add(marks);
    List<Set<String>> same = camps.stream().filter(camp -> meets(camp, marks)).toList();
    if (same.isEmpty()) {
      if (camps.size() < CAMPS_MAX) {
        camps.add(new HashSet<>(marks));
      }
      return;
    }
    List<Set<String>> others = List.copyOf(same.subList(1, same.size()));
    camps.removeAll(others);
    Set<String> first = same.getFirst();
    first.addAll(marks);
    others.forEach(first::addAll);
  }

  private static Set<String> marks(List<Answer> answers) {
    Set<String> marks = new TreeSet<>();
    for (Answer answer : answers) {
      if (answer.isAddress()) {
        String family = answer.type().equals("A") ? "4:" : "6:";
        marks.add(family + answer.data());
        if (answer.asn() != null) {
          marks.add(family + "AS" + answer.asn());
        }
      }
    }
    return marks;
  }

  private static boolean meets(Set<String> one, Set<String> other) {
    return other.stream().anyMatch(one::contains);
  }

  /** Whether those of one family disagree. */
  boolean differ() {
    return several("4:") || several("6:");
  }

  private boolean several(String family) {
    return camps.stream().filter(camp -> camp.iterator().next().startsWith(family)).count() > 1;
  }

  /** The letter of the camp of an answer in brackets; empty when all agree or it has no address. */
  String letter(List<Answer> answers) {
    Set<String> marks = marks(answers);
    for (int i = 0; i < camps.size() && differ(); i++) {
      if (meets(camps.get(i), marks)) {
        return "[" + (char) ('A' + i) + "] ";
      }
    }
    return "";
  }

  /** The letter of the camp that an address is in. */
  String letter(String address) {
    for (int i = 0; i < camps.size() && differ(); i++) {
      if (camps.get(i).contains(family(address) + address)) {
        return "[" + (char) ('A' + i) + "] ";
      }
    }
    return "";
  }

  /**
   * Whether an answer stands apart: its camp fails where another serves; where none was tried, its
   * camp is not the one that most give.
   */
  boolean isOther(List<Answer> answers) {
    Set<String> marks = marks(answers);
    if (marks.isEmpty() || !differ()) {
      return false;
    }
    Set<String> own =
        camps.stream().filter(camp -> meets(camp, marks)).findFirst().orElse(Set.of());
    List<Set<String>> rivals =
        camps.stream().filter(camp -> !camp.equals(own) && sameFamily(camp, own)).toList();
    if (rivals.stream().anyMatch(this::serves) || serves(own)) {
      return !serves(own);
    }
    return rivals.stream().anyMatch(rival -> voices(rival) > voices(own));
  }

  private boolean serves(Set<String> camp) {
    boolean fails = meets(camp, failing);
    return meets(camp, serving) && !fails;
  }

  private long voices(Set<String> camp) {
    return sayings.stream().filter(saying -> meets(camp, saying)).count();
  }

  private static boolean sameFamily(Set<String> one, Set<String> other) {
    return !one.isEmpty()
        && !other.isEmpty()
        && one.iterator().next().charAt(0) == other.iterator().next().charAt(0);
  }

  private static String family(String address) {
    return address.indexOf(':') < 0 ? "4:" : "6:";
  }
}
