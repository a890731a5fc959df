package org.plumbline.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void inAnyMinuteThereIsNoMoreThanTheBudget() {
    Budget budget = new Budget(3);

    assertThat(budget.take(START)).isTrue();
    assertThat(budget.take(START.plusSeconds(30))).isTrue();
    assertThat(budget.take(START.plusSeconds(59))).isTrue();
    assertThat(budget.take(START.plusSeconds(59))).isFalse();
    assertThat(budget.take(START.plusSeconds(60))).isTrue();
    assertThat(budget.take(START.plusSeconds(61))).isFalse();
    assertThat(budget.take(START.plusSeconds(90))).isTrue();
  }

  @Test
  void aClockThatIsSetBackDoesNotLockItUp() {
    Budget budget = new Budget(1);

    assertThat(budget.take(START)).isTrue();
    assertThat(budget.take(START.minus(Duration.ofDays(1)))).isTrue();
    assertThat(budget.take(START.minus(Duration.ofDays(1)))).isFalse();
  }

  @Test
  void whatWasFoundOutIsForgottenInTimeAndOfTooManyTheOldest() {
    Expiring<String, Integer> found = new Expiring<>(2);
    found.put("a", Optional.of(1), START, Duration.ofMinutes(1));
    found.put("b", Optional.empty(), START, Duration.ofMinutes(2));

    assertThat(found.get("a", START.plusSeconds(59))).contains(Optional.of(1));
    assertThat(found.get("a", START.plusSeconds(60))).isEmpty();
    assertThat(found.get("b", START.plusSeconds(60))).contains(Optional.empty());

    found.put("c", Optional.of(3), START, Duration.ofMinutes(1));
    assertThat(found.size()).isEqualTo(2);
    assertThat(found.get("a", START)).isEmpty();
    assertThat(found.get("b", START)).isPresent();
  }
}
