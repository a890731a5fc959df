package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class YamlFileTest {
  @Test
  void whatIsNotYamlIsRefusedWithItsLine() {
    assertThatThrownBy(() -> YamlFile.parse("a.yaml", "a: 1\nb: [1\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("a.yaml:3: not readable as YAML");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    assertThatThrownBy(() -> YamlFile.parse("a.yaml", "a: 1\nb: {c: 1,\n  c: 2}\n"))
        .hasMessage("a.yaml:3: b.c is there twice");
  }

  @Test
  void aFileThatIsAListIsRefused() {
    assertThatThrownBy(() -> YamlFile.parse("a.yaml", "- 1\n"))
        .hasMessage("a.yaml:1: the file must be a mapping of keys to values");
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int n = 1; n < 30; n++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(n, n, ("*a" + (n - 1) + ",").repeat(9)));
    }
    assertThatThrownBy(() -> YamlFile.parse("a.yaml", bomb.toString()))
        .isInstanceOf(ConfigException.class);
  }
}
