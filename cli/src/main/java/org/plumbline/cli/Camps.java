package org.plumbline.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.model.Answer;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;

/**
 * Who says the same: answers that share an address, or the network of one, are one camp. A rotating
 * set of addresses is one camp; two that have nothing in common are two.
 */
final class Camps {
  private static final int CAMPS_MAX = 26;

  private final List<Set<String>> camps = new ArrayList<>();

  static Camps of(List<Measurement> run) {
    Camps camps = new Camps();
    for (Measurement measurement : run) {
      for (Observation step : measurement.observations()) {
        switch (step) {
          case Observation.Dns dns -> camps.add(dns.answers());
          case Observation.Authority authority -> camps.add(authority.answers());
          case Observation.Delegation _,
              Observation.Tcp _,
              Observation.Tls _,
              Observation.Http _,
              Observation.Quic _,
              Observation.Ping _,
              Observation.Traceroute _ -> {}
        }
      }
    }
    return camps;
  }

  private void add(List<Answer> answers) {
    Set<String> marks = marks(answers);
    if (marks.isEmpty()) {
      return;
    }
    List<Set<String>> same = camps.stream().filter(camp -> meets(camp, marks)).toList();
    if (same.isEmpty()) {
      if (camps.size() < CAMPS_MAX) {
        camps.add(new HashSet<>(marks));
      }
      return;
    }
    Set<String> first = same.getFirst();
    first.addAll(marks);
    for (Set<String> other : same.subList(1, same.size())) {
      first.addAll(other);
      camps.removeIf(camp -> camp == other);
    }
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
    return camps.stream().filter(camp -> camp.stream().anyMatch(mark -> mark.startsWith("4:"))).count()
            > 1
        || camps.stream().filter(camp -> camp.stream().anyMatch(mark -> mark.startsWith("6:"))).count()
            > 1;
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
    String family = address.indexOf(':') < 0 ? "4:" : "6:";
    for (int i = 0; i < camps.size() && differ(); i++) {
      if (camps.get(i).contains(family + address)) {
        return "[" + (char) ('A' + i) + "] ";
      }
    }
    return "";
  }

  /** Whether an answer is of another camp than the first answer of its family. */
  boolean isOther(List<Answer> answers) {
    String letter = letter(answers);
    return !letter.isEmpty() && !letter.equals("[A] ");
  }
}
