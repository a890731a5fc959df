package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Gap;

/** The outbox of an agent that keeps in memory alone: what has no room is dropped and declared. */
final class OutboxTest implements OutboxContract {
  private final Outbox outbox =
      new Outbox(Facts.VANTAGE, 1, 20L * OutboxContract.LINE_BYTES, () -> NOW);

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public int steps() {
    return 20_000;
  }

  @Override
  public List<Mail> mails() {
    return List.of(outbox);
  }

  @Test
  void overflowDropsTheOldestAndDeclaresExactlyThat() {
    produce(100);

    Stock stock = outbox.stock();
    assertThat(stock.produced()).isEqualTo(100);
    assertThat(stock.queued() + stock.dropped()).isEqualTo(100);
    List<Letter> batch = outbox.take();
    Gap gap = OutboxContract.gaps(batch).getFirst();
    long kept = batch.stream().filter(Letter::isMeasurement).count();
    assertThat(OutboxContract.gaps(batch)).hasSize(1);
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
    assertThat(OutboxContract.gaps(outbox.take()).getFirst().from()).isEqualTo(6);
  }
}
