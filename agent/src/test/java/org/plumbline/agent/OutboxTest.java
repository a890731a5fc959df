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

final class OutboxTest {
  private static final Instant NOW = Instant.parse("2024-10-01T11:00:00Z");

  private final int lineBytes = Wire.write(measurement("home-1:1:10", Facts.healthy())).length;
  private final Outbox outbox = new Outbox(Facts.VANTAGE, 1, 20L * lineBytes, () -> NOW);

  @Test
  void overflowDropsTheOldestAndDeclaresExactlyThat() {
    produce(100);

    Stock stock = outbox.stock();
    assertThat(stock.produced()).isEqualTo(100);
    assertThat(stock.queued() + stock.dropped()).isEqualTo(100);
    List<Letter> batch = outbox.take();
    Gap gap = gaps(batch).getFirst();
    long kept = batch.stream().filter(Letter::isMeasurement).count();
    assertThat(gaps(batch)).hasSize(1);
    assertThat(gap).isEqualTo(new Gap("home-1", 1, 1, 100 - kept, 100 - kept, "queue full", NOW));
    assertThat(kept).isBetween(19L, 20L);
    assertThat(stock.dropped()).isEqualTo(gap.count());
  }

  @Test
  void aBatchUnderWayIsNeverDropped() {
    produce(5);
    List<Letter> batch = outbox.take();
    produce(200);

    assertThat(outbox.take()).isEqualTo(batch);
    outbox.settle(batch.size(), Map.of());
    assertThat(outbox.stock().acknowledged()).isEqualTo(5);
    assertThat(gaps(outbox.take()).getFirst().from()).isEqualTo(6);
  }

  @Test
  void aRecordLongerThanAnyCollectorTakesIsDeclaredNotSent() {
    List<Observation> many = new ArrayList<>();
    while (many.size() * lineBytes / 3 < Wire.LINE_BYTES_MAX) {
      many.addAll(Facts.healthy());
    }
    outbox.measured(id -> measurement(id, many));

    assertThat(outbox.take())
        .singleElement()
        .satisfies(letter -> assertThat(gaps(List.of(letter))).hasSize(1));
    assertThat(outbox.stock()).isEqualTo(new Stock(1, 0, 0, 1));
  }

  @Test
  void whateverHappensNothingIsUnaccountedFor() {
    long seed = 20241001;
    SplittableRandom random = new SplittableRandom(seed);
    long stored = 0;
    long declared = 0;
    for (int i = 0; i < 20_000; i++) {
      switch (random.nextInt(6)) {
        case 0 -> {
          List<Letter> batch = outbox.take();
          int answered = random.nextInt(batch.size() + 1);
          Map<Integer, String> rejected =
              answered > 0 && random.nextInt(4) == 0
                  ? Map.of(1 + random.nextInt(answered), "no such check")
                  : Map.of();
          for (int line = 1; line <= answered; line++) {
            Letter letter = batch.get(line - 1);
            if (letter.isMeasurement()) {
              stored += rejected.containsKey(line) ? 0 : 1;
            } else if (!rejected.containsKey(line)) {
              declared += gaps(List.of(letter)).stream().mapToLong(Gap::count).sum();
            } else {
              rejected = Map.of(); // A gap that is rejected would be lost: not in this test.
              declared += gaps(List.of(letter)).stream().mapToLong(Gap::count).sum();
            }
          }
          outbox.settle(answered, rejected);
        }
        case 1 -> produce(random.nextInt(30));
        case 2, 3 -> produce(1);
        default -> outbox.introduce();
      }
      Stock stock = outbox.stock();
      assertThat(stock.acknowledged() + stock.queued() + stock.dropped())
          .as("seed %d step %d", seed, i)
          .isEqualTo(stock.produced());
      assertThat(stock.acknowledged()).isEqualTo(stored);
    }
    for (List<Letter> rest = outbox.take(); !rest.isEmpty(); rest = outbox.take()) {
      stored += rest.stream().filter(Letter::isMeasurement).count();
      declared += gaps(rest).stream().mapToLong(Gap::count).sum();
      outbox.settle(rest.size(), Map.of());
    }
    assertThat(stored + declared).as("seed %d", seed).isEqualTo(outbox.stock().produced());
    assertThat(declared).isEqualTo(outbox.stock().dropped());
  }

  private void produce(int count) {
    for (int i = 0; i < count; i++) {
      outbox.measured(id -> measurement(id, Facts.healthy()));
    }
  }

  private static Measurement measurement(String id, List<Observation> facts) {
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

  private static List<Gap> gaps(List<Letter> letters) {
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
