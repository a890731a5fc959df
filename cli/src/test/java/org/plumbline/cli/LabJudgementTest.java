package org.plumbline.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.plumbline.lab.Served;
import org.plumbline.lab.Truth;
import org.plumbline.model.Category;
import org.plumbline.model.Code;
import org.plumbline.model.Entity;
import org.plumbline.model.Incident;
import org.plumbline.model.Layer;
import org.plumbline.model.Symptom;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/** What one run of scripts/twins/driftwood.yaml was told as, held against true and false truths. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LabJudgementTest {
  private static final Entity PAIR = new Entity(Entity.Kind.NAMESERVER, "hold-a.namedepot.ee");
  private static final Entity RIGHT = new Entity(Entity.Kind.NAMESERVER, "alfa.zonepilot.is");
  private static final Symptom FOREIGN = new Symptom(Layer.TLS, Code.NAME_MISMATCH);
  private static final Category WRONG_DATA = Category.DNS_AUTHORITATIVE_WRONG_DATA;

  private final List<Incident> said = new ArrayList<>();
  private final List<Served> served = new ArrayList<>();

  @BeforeAll
  void readWhatWasSaid() throws IOException, Unreadable {
    try (InputStream in =
        requireNonNull(LabJudgementTest.class.getResourceAsStream("told.jsonl"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        said.add(Wire.readIncident(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    Incident last = said.getLast();
    last.scope().failing().forEach(vantage -> served.add(served(vantage, 10)));
    last.scope().healthy().forEach(vantage -> served.add(served(vantage, 0)));
    assertThat(served).hasSize(24);
  }

  private static Served served(String vantage, int wrong) {
    return new Served(vantage, "driftwood/readers", 20, wrong, null, null);
  }

  private static Truth truth(String service, Category category, Entity entity, Symptom symptom) {
    return new Truth(
        false,
        Optional.of(Duration.ofMinutes(5)),
        Optional.of(Duration.ofMinutes(11)),
        List.of(service),
        List.of(category),
        List.of(entity),
        Optional.of(symptom),
        List.of());
  }

  private static Truth right() {
    return truth("driftwood", WRONG_DATA, PAIR, FOREIGN);
  }

  private static Truth quiet(String... vantageFaults) {
    return new Truth(
        true,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(vantageFaults));
  }

  private List<String> wrong(Truth truth) {
    return LabJudgement.of(truth, served, said);
  }

  @Test
  void theTruthIsToldRight() {
    assertThat(wrong(right())).isEmpty();
  }

  @Test
  void eachFalsehoodAloneIsToldWrong() {
    assertThat(wrong(truth("driftwood", Category.TLS_WRONG_CERTIFICATE, PAIR, FOREIGN)))
        .containsExactly("the cause is dns-authoritative-wrong-data, not tls-wrong-certificate");
    assertThat(wrong(truth("driftwood", WRONG_DATA, RIGHT, FOREIGN)))
        .containsExactly(
            "the cause names nameserver hold-a.namedepot.ee, not nameserver alfa.zonepilot.is");
    assertThat(wrong(truth("driftwood", WRONG_DATA, PAIR, new Symptom(Layer.TLS, Code.EXPIRED))))
        .containsExactly("the symptoms lack tls/expired");
    assertThat(wrong(truth("tinker", WRONG_DATA, PAIR, FOREIGN)))
        .contains("services are [driftwood], not [tinker]");
    assertThat(wrong(quiet()))
        .contains("1 incidents about services were opened, not 0")
        .anySatisfy(text -> assertThat(text).startsWith("opened: readers.driftwood-books.shop"));
  }

  @Test
  void aVantageThatNobodyBlamedIsMissed() {
    assertThat(wrong(quiet("no-osl-glacier-2")))
        .contains("nobody says that no-osl-glacier-2 is at fault itself");
  }

  @Test
  void whatNobodySaidIsToldWrong() {
    assertThat(LabJudgement.of(right(), served, List.of()))
        .containsExactly("0 incidents about services were opened, not 1");
    assertThat(LabJudgement.of(right(), served, said.subList(0, 1))).contains("it ends open");
  }

  @Test
  void oneVantageMayBeToldWrongAndNotTwo() {
    List<Served> others = new ArrayList<>(served);
    others.set(0, served(served.get(0).vantage(), 0));
    assertThat(LabJudgement.of(right(), others, said)).isEmpty();
    others.set(1, served(served.get(1).vantage(), 0));
    assertThat(LabJudgement.of(right(), others, said))
        .containsExactly(
            "told wrong whether they are hit: %s, %s"
                .formatted(served.get(0).vantage(), served.get(1).vantage()));
  }
}
