package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Depth;
import org.plumbline.model.Family;
import org.plumbline.model.Gap;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Trigger;
import org.plumbline.wire.Line;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/** What an outbox owes, whatever its {@link Keep}: nothing is unaccounted for. */
interface OutboxContract {
  Instant NOW = Instant.parse("2024-10-01T11:00:00Z");
  int LINE_BYTES = Wire.write(measurement("home-1:1:10", Facts.healthy())).length;

  /** New, with room for twenty lines, of epoch 1 of home-1. */
  Outbox outbox();

  /** How often chance decides what happens. */
  int steps();

  /** All through which its letters go out. */
  List<Mail> mails();

  @Test
  default void aRecordLongerThanAnyCollectorTakesIsDeclaredNotSent() {
    List<Observation> many = new ArrayList<>();
    while (many.size() * LINE_BYTES / 3 < Wire.LINE_BYTES_MAX) {
      many.addAll(Facts.healthy());
    }
    outbox().measured(id -> measurement(id, many));

    assertThat(outbox().take())
        .singleElement()
        .satisfies(letter -> assertThat(gaps(List.of(letter))).hasSize(1));
    assertThat(outbox().stock()).isEqualTo(new Stock(1, 0, 0, 1));
  }

  @Test
  default void whateverHappensNothingIsUnaccountedFor() {
    long seed = 20241001;
    SplittableRandom random = new SplittableRandom(seed);
    Told told = new Told();
    for (int i = 0; i < steps(); i++) {
      switch (random.nextInt(6)) {
        case 0 -> {
          Mail mail = mails().get(random.nextInt(mails().size()));
          List<Letter> batch = mail.take();
          int answered = random.nextInt(batch.size() + 1);
          int refused = random.nextInt(4) == 0 ? 1 + random.nextInt(answered + 1) : 0;
          // A gap that is rejected would be lost: not in this test.
          boolean refusable = refused >= 1 && refused <= answered;
          refusable = refusable && batch.get(refused - 1).isMeasurement();
          told.settle(mail, batch, answered, refusable ? refused : 0);
        }
        case 1 -> produce(random.nextInt(30));
        case 2, 3 -> produce(1);
        default -> outbox().introduce();
      }
      Stock stock = outbox().stock();
      assertThat(stock.acknowledged() + stock.queued() + stock.dropped())
          .as("seed %d step %d", seed, i)
          .isEqualTo(stock.produced());
      assertThat(stock.acknowledged()).as("seed %d step %d", seed, i).isEqualTo(told.stored);
    }
    for (boolean more = true; more; ) {
      more = false;
      for (Mail mail : mails()) {
        List<Letter> rest = mail.take();
        told.settle(mail, rest, rest.size(), 0);
        more |= !rest.isEmpty();
      }
    }
    assertThat(told.stored + told.declared)
        .as("seed %d", seed)
        .isEqualTo(outbox().stock().produced());
    assertThat(told.declared).isEqualTo(outbox().stock().dropped());
  }

  /** What a collector was told. */
  final class Told {
    private long stored;
    private long declared;

    /**
     * @param refused number of the line that the collector rejects; 0 for none
     */
    void settle(Mail mail, List<Letter> batch, int answered, int refused) {
      for (int line = 1; line <= answered; line++) {
        Letter letter = batch.get(line - 1);
        stored += letter.isMeasurement() && line != refused ? 1 : 0;
        declared += gaps(List.of(letter)).stream().mapToLong(Gap::count).sum();
      }
      mail.settle(answered, refused == 0 ? Map.of() : Map.of(refused, "no such check"));
    }
  }

  default void produce(int count) {
    for (int i = 0; i < count; i++) {
      outbox().measured(id -> measurement(id, Facts.healthy()));
    }
  }

  static Measurement measurement(String id, List<Observation> facts) {
    return new Measurement(
        id,
        "check",
        "service",
        "home-1",
        NOW,
        Family.V4,
        Depth.ROUTINE,
        Trigger.SCHEDULE,
        null,
        null,
        facts);
  }

  static List<Gap> gaps(List<Letter> letters) {
    List<Gap> gaps = new ArrayList<>();
    for (Letter letter : letters) {
      try {
        if (Wire.read(letter.json()) instanceof Line.Fact(Gap gap, _)) {
          gaps.add(gap);
        }
      } catch (Unreadable bug) {
        throw new AssertionError(bug);
      }
    }
    return gaps;
  }
}
