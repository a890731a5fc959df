package org.plumbline.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Depth;
import org.plumbline.model.Family;
import org.plumbline.model.Measurement;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Trigger;

class EnrichmentTest {
  private static final Attempt OK = new Attempt(Duration.ofMillis(5), new Outcome.Ok());

  /** Knows 192.0.2.1, and counts how often it is asked. */
  private static final class Known implements Owners {
    final List<Set<String>> calls = new ArrayList<>();

    @Override
    public Map<String, Owner> of(Set<String> addresses) {
      calls.add(Set.copyOf(addresses));
      Map<String, Owner> known = new HashMap<>(Map.of("192.0.2.1", new Owner(64500L, "Example")));
      known.keySet().retainAll(addresses);
      return known;
    }

    @Override
    public void close() {}
  }

  private final Known owners = new Known();

  private static Measurement measurement(Observation... steps) {
    return new Measurement(
        "home-1:1:1",
        "shop/https",
        "shop",
        "home-1",
        Instant.parse("2026-03-01T12:00:00Z"),
        Family.V4,
        Depth.ROUTINE,
        Trigger.SCHEDULE,
        null,
        null,
        List.of(steps));
  }

  private static Answer answer(
      String type, String data, @Nullable Long asn, @Nullable String owner) {
    return new Answer("shop.example", type, 60, data, asn, owner);
  }

  private static Observation.Dns dns(Answer... answers) {
    return new Observation.Dns(
        OK, null, null, "NOERROR", List.of(answers), null, List.of(), null, "udp");
  }

  private static Observation.Authority authority(NameServer server, Answer... answers) {
    return new Observation.Authority(
        OK,
        "example",
        server,
        null,
        "NOERROR",
        true,
        List.of(answers),
        null,
        List.of(),
        null,
        null);
  }

  private Measurement enriched(Observation... steps) {
    return Enrichment.of(owners, List.of(measurement(steps))).getFirst();
  }

  @Test
  void answersGetNumberAndNameAndStepsTheNumber() {
    assertThat(
            enriched(
                dns(answer("A", "192.0.2.1", null, null), answer("CNAME", "192.0.2.1", null, null)),
                authority(
                    new NameServer("ns.example", "192.0.2.1"),
                    answer("A", "192.0.2.1", null, null)),
                new Observation.Tcp(OK, "192.0.2.1", null, 443),
                new Observation.Ping(OK, "192.0.2.1", null, 1, 1, List.of()),
                new Observation.Traceroute(
                    OK,
                    "192.0.2.1",
                    "udp",
                    true,
                    List.of(
                        new Observation.Hop(1, null, null, null),
                        new Observation.Hop(2, "192.0.2.1", null, null)))))
        .isEqualTo(
            measurement(
                dns(
                    answer("A", "192.0.2.1", 64500L, "Example"),
                    answer("CNAME", "192.0.2.1", null, null)),
                authority(
                    new NameServer("ns.example", "192.0.2.1", 64500L),
                    answer("A", "192.0.2.1", 64500L, "Example")),
                new Observation.Tcp(OK, "192.0.2.1", 64500L, 443),
                new Observation.Ping(OK, "192.0.2.1", 64500L, 1, 1, List.of()),
                new Observation.Traceroute(
                    OK,
                    "192.0.2.1",
                    "udp",
                    true,
                    List.of(
                        new Observation.Hop(1, null, null, null),
                        new Observation.Hop(2, "192.0.2.1", 64500L, null)))));
  }

  @Test
  void whatTheAgentSaidStands() {
    Observation[] said = {
      dns(
          answer("A", "192.0.2.1", 64999L, "Its own word"),
          answer("A", "192.0.2.1", 64999L, null)), // a number of another: its name is not ours
      authority(new NameServer("ns.example", "192.0.2.1", 64999L)),
      new Observation.Tcp(OK, "192.0.2.1", 64999L, 443)
    };

    assertThat(enriched(said)).isEqualTo(measurement(said));
  }

  @Test
  void halfOfWhatTheAgentSaidIsCompleted() {
    assertThat(
            enriched(
                dns(
                    answer("A", "192.0.2.1", 64500L, null),
                    answer("A", "192.0.2.1", null, "Its own word"))))
        .isEqualTo(
            measurement(
                dns(
                    answer("A", "192.0.2.1", 64500L, "Example"),
                    answer("A", "192.0.2.1", 64500L, "Its own word"))));
  }

  @Test
  void aWholePostIsOneQuestionAndAWholeOneNone() {
    Measurement lacking =
        measurement(
            dns(answer("A", "192.0.2.1", null, null), answer("AAAA", "2001:db8::9", null, null)));
    Enrichment.of(owners, List.of(lacking, lacking, lacking));
    assertThat(owners.calls).containsExactly(Set.of("192.0.2.1", "2001:db8::9"));

    owners.calls.clear();
    Enrichment.of(owners, List.of(measurement(new Observation.Tcp(OK, "192.0.2.1", 64500L, 443))));
    assertThat(owners.calls).isEmpty();
  }

  @Test
  void withNoOwnersNothingChanges() {
    List<Measurement> all = List.of(measurement(dns(answer("A", "192.0.2.1", null, null))));

    assertThat(Enrichment.of(Owners.NONE, all)).isEqualTo(all);
  }
}
