package org.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DrawTest {
  @Test
  void theSameSubjectDrawsTheSame() {
    assertThat(Draw.share(1, "a", 2)).isEqualTo(Draw.share(1, "a", 2));
    assertThat(Draw.share(1, "a", 2)).isNotEqualTo(Draw.share(2, "a", 2));
    assertThat(Draw.share(1, "ab", "c")).isNotEqualTo(Draw.share(1, "a", "bc"));
  }

  @Test
  void sharesAndOrdersAreEven() {
    int low = 0;
    Map<String, Integer> first = new TreeMap<>();
    for (int n = 0; n < 6_000; n++) {
      low += Draw.share(7, "share", n) < 0.25 ? 1 : 0;
      first.merge(Draw.order(List.of("a", "b", "c"), 7, "order", n).getFirst(), 1, Integer::sum);
    }
    assertThat(low).isBetween(1_350, 1_650);
    assertThat(first.values()).allSatisfy(count -> assertThat(count).isBetween(1_800, 2_200));
  }
}
