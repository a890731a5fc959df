package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SectionTest {
  private final Complaints complaints = new Complaints("a.yaml");

  private Section section(String yaml) throws ConfigException {
    return Section.root(YamlFile.parse("a.yaml", yaml), complaints);
  }

  private List<String> complaintsOf() {
    ConfigException refused = catchThrowableOfType(ConfigException.class, complaints::throwIfAny);
    return refused == null
        ? List.of()
        : refused.complaints().stream().map(Complaint::toString).toList();
  }

  @Test
  void valuesAreReadByTheirKind() throws ConfigException {
    Section section =
        section(
            """
            name: x
            every: 5m
            bytes: 8MiB
            loss: 0.6%
            on: true
            port: 8080
            lat: -3.5
            one: a
            many: [a, b]
            """);
    assertThat(section.text("name")).isEqualTo("x");
    assertThat(section.duration("every", null, Duration.ZERO, Duration.ofDays(1)))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(section.size("bytes", null, 0, 1L << 40)).isEqualTo(8L << 20);
    assertThat(section.share("loss", 0)).isEqualTo(0.006);
    assertThat(section.flag("on", false)).isTrue();
    assertThat(section.integer("port", null, 1, 65_535)).isEqualTo(8_080);
    assertThat(section.decimal("lat", null, -90, 90)).isEqualTo(-3.5);
    assertThat(section.texts("one")).containsExactly("a");
    assertThat(section.texts("many")).containsExactly("a", "b");
    section.done();
    assertThat(complaintsOf()).isEmpty();
  }

  @Test
  void whatIsAbsentIsItsDefault() throws ConfigException {
    Section section = section("");
    assertThat(section.text("name", "usual")).isEqualTo("usual");
    assertThat(section.duration("every", Duration.ofSeconds(1), Duration.ZERO, Duration.ofDays(1)))
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(section.texts("many")).isEmpty();
    assertThat(section.sections("list")).isEmpty();
    assertThat(section.section("below").keys()).isEmpty();
    assertThat(complaintsOf()).isEmpty();
  }

  @Test
  void everyComplaintSaysFileLineKeyValueAndRule() throws ConfigException {
    Section section = section("below:\n  every: 5x\n  prot: 1\n");
    Section below = section.section("below");
    below.duration("every", null, Duration.ofSeconds(1), Duration.ofDays(1));
    below.integer("port", null, 1, 65_535);
    below.done();
    assertThat(complaintsOf())
        .containsExactly(
            "a.yaml:2: below.every must be a duration such as 60s, 5m or 30d, from 1s to 1d,"
                + " was '5x'",
            "a.yaml:2: below.port is required and must be a whole number from 1 to 65535",
            "a.yaml:3: below.prot is not known here; known: every, port");
  }

  @Test
  void aValueOfTheWrongShapeIsAComplaint() throws ConfigException {
    Section section = section("name: [a]\nlist: x\nmap: y\n");
    section.text("name");
    section.sections("list");
    section.section("map");
    assertThat(complaintsOf())
        .containsExactly(
            "a.yaml:1: name must be text",
            "a.yaml:2: list must be a list, was 'x'",
            "a.yaml:3: map must be a mapping of keys to values, was 'y'");
  }

  @Test
  void linesOfABlockKnowTheirPlace() throws ConfigException {
    Section section = section("text: |\n  one\n\n  three\n");
    assertThat(section.lines("text"))
        .containsExactly(new Section.Line(2, "one"), new Section.Line(4, "three"));
  }

  @Test
  void aPatchMergesMappingsReplacesValuesAndRemovesWithNull() throws ConfigException {
    YamlNode.Mapping base = YamlFile.parse("a.yaml", "a: {x: 1, y: 2}\nb: [1, 2]\nc: 3\n");
    YamlNode.Mapping patch = YamlFile.parse("a.yaml", "a: {y: 5}\nb: [3]\nc: null\n");
    Section section = Section.root(base.patchedWith(patch), complaints);
    assertThat(section.section("a").text("x")).isEqualTo("1");
    assertThat(section.section("a").text("y")).isEqualTo("5");
    assertThat(section.texts("b")).containsExactly("3");
    assertThat(section.has("c")).isFalse();
  }
}
