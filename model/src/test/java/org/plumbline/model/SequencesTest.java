package org.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequencesTest {
  private final Sequences sequences = new Sequences();

  @Test
  void sequencesAreKeptAsRanges() {
    for (long number : new long[] {5, 1, 2, 4, 3}) {
      assertThat(sequences.add(number)).isTrue();
    }
    assertThat(sequences.add(3)).isFalse();
    assertThat(sequences.ranges()).isEqualTo(1);
  }

  @Test
  void aRangeTakesInThoseThatItTouches() {
    sequences.add(1);
    sequences.add(4);
    sequences.add(9);
    sequences.add(2, 7);
    assertThat(sequences.ranges()).isEqualTo(2);
    assertThat(sequences.unbrokenFromOne()).isEqualTo(7);
    assertThat(sequences.add(6)).isFalse();
    assertThat(sequences.add(8)).isTrue();
    assertThat(sequences.unbrokenFromOne()).isEqualTo(9);
  }

  @Test
  void withoutTheFirstNothingIsUnbroken() {
    sequences.add(2, 5);
    assertThat(sequences.unbrokenFromOne()).isZero();
  }
}
