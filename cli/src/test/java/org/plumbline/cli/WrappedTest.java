package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {
  @Test
  void linesAreBrokenAtSpacesAndNothingIsLost() {
    assertThat(Wrapped.lines("one two three", 7)).containsExactly("one two", "three");
    assertThat(Wrapped.lines("a longerthanaline b", 6))
        .containsExactly("a", "longer", "thanal", "ine b");
    assertThat(Wrapped.lines("", 7)).containsExactly("");
  }

  @Test
  void everyLineStandsBehindItsIndentInEightyColumns() {
    assertThat(Wrapped.text("word ".repeat(40).strip(), "    ").lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("    word").hasSizeLessThan(81));
  }

  @Test
  void whatWouldMoveTheCursorIsSpeltOut() {
    assertThat(Wrapped.text("a\u001b[2Jb", " ")).isEqualTo(" a<U+001B>[2Jb");
  }
}
