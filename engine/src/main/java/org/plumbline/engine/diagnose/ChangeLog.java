package org.plumbline.engine.diagnose;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.engine.detect.Trust;
import org.plumbline.model.Answer;
import org.plumbline.model.Change;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;

/** Facts that took a value never seen before: name servers, delegations, serials, certificates. */
public final class ChangeLog implements Serializable {
  private static final int CHANGES_KEPT = 2_000;
  private static final int VALUES_KEPT = 64;
  private static final int TOLD_MAX = 20;

  private final Map<String, Seen> seen = new TreeMap<>();
  private final Deque<Entry> changes = new ArrayDeque<>();

  private static final class Seen implements Serializable {
    List<String> last = List.of();
    final Set<List<String>> ever = new java.util.HashSet<>();
  }

  private record Entry(String check, Change change) implements Serializable {}

  /** Takes the facts of a diagnostic run. */
  public void accept(Measurement run, Instant at, Trust trust) {
    for (Observation step : run.observations()) {
      switch (step) {
        case Observation.Delegation delegation -> {
          if (delegation.failure() == null && !delegation.nameservers().isEmpty()) {
            note(run, at, Change.What.DELEGATION, delegation.zone(), delegation.nameservers());
          }
          if (delegation.ds() != null) {
            note(
                run,
                at,
                Change.What.DS,
                delegation.zone(),
                List.of(delegation.ds() ? "signed" : "unsigned"));
          }
        }
        case Observation.Authority authority -> {
          if (authority.failure() == null && !authority.nameservers().isEmpty()) {
            note(run, at, Change.What.NAMESERVERS, authority.zone(), authority.nameservers());
          }
          if (authority.serial() != null
              && authority.server() != null
              && authority.server().name() != null) {
            note(
                run,
                at,
                Change.What.SERIAL,
                authority.zone() + " at " + authority.server().name(),
                List.of(String.valueOf(authority.serial())));
          }
          if (authority.server() != null
              && authority.server().name() != null
              && Facts.strange(run.check(), authority.answers(), trust)) {
            note(
                run,
                at,
                Change.What.ADDRESS,
                authority.server().name(),
                addresses(authority.answers()));
          }
        }
        case Observation.Tls tls -> {
          if (!tls.chain().isEmpty()
              && tls.chain().getFirst().sha256() != null
              && tls.serverName() != null) {
            note(
                run,
                at,
                Change.What.CERTIFICATE,
                tls.serverName(),
                List.of(tls.chain().getFirst().sha256()));
          }
        }
        case Observation.Dns dns -> {
          if (dns.question() != null && Facts.strange(run.check(), dns.answers(), trust)) {
            note(run, at, Change.What.ADDRESS, dns.question().name(), addresses(dns.answers()));
          }
        }
        case Observation.Tcp tcp -> {}
        case Observation.Http http -> {}
        case Observation.Ping ping -> {}
        case Observation.Traceroute route -> {}
        case Observation.Quic quic -> {}
      }
    }
  }

  private static List<String> addresses(List<Answer> answers) {
    return answers.stream().filter(Answer::isAddress).map(Answer::data).toList();
  }

  private void note(
      Measurement run, Instant at, Change.What what, String entity, Collection<String> now) {
    List<String> value = new ArrayList<>(new TreeSet<>(now));
    Seen known = seen.computeIfAbsent(run.check() + '|' + what + '|' + entity, key -> new Seen());
    boolean fresh = known.ever.size() < VALUES_KEPT && known.ever.add(value);
    boolean expected = what != Change.What.ADDRESS && known.last.isEmpty();
    if (fresh && !expected) {
      changes.addLast(
          new Entry(
              run.check(), new Change(at, what, entity, known.last, value, List.of(run.id()))));
      if (changes.size() > CHANGES_KEPT) {
        changes.removeFirst();
      }
    }
    known.last = value;
  }

  /** What changed for some checks from {@code from} to {@code to}, oldest first. */
  public List<Change> of(Set<String> checks, Instant from, Instant to) {
    List<Change> found = new ArrayList<>();
    for (Entry entry : changes) {
      Change change = entry.change();
      if (checks.contains(entry.check())
          && !change.at().isBefore(from)
          && !change.at().isAfter(to)
          && found.size() < TOLD_MAX
          && found.stream()
              .noneMatch(other ->
                  other.what() == change.what()
                      && other.after().equals(change.after())
                      && String.valueOf(other.entity()).equals(String.valueOf(change.entity())))) {
        found.add(change);
      }
    }
    return found;
  }
}
