package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.model.Service;

final class CatalogueReaderTest {
  private final CatalogueReader reader = new CatalogueReader();

  @Test
  void aServiceTakesTheCategoryOfItsFileAndIsAskedEveryFiveMinutes() throws ConfigException {
    List<Service> services =
        reader.read(
            "cdn.yaml",
            """
            category: cdn
            services:
              - {id: edge, name: Edge, provider: edge, checks: [{host: edge.example}]}
              - id: box
                name: Box
                provider: box
                category: saas
                checks: [{host: box.example, interval: 10m}]
            """);
    assertThat(services).extracting(Service::category).containsExactly("cdn", "saas");
    assertThat(services)
        .extracting(service -> service.checks().getFirst().interval())
        .containsExactly(Duration.ofMinutes(5), Duration.ofMinutes(10));
    assertThat(services.getFirst().checks().getFirst().id()).isEqualTo("edge/https");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "gone",
      textBlock =
          """
          id: edge           | id: Edge    | id must be 1 to 64 lower-case letters, digits, dots and dashes, was 'Edge'
          id: edge           | id: cdn     | id must not be all, none or a category: it is chosen by its id, was 'cdn'
          id: edge           | id: none    | id must not be all, none or a category: it is chosen by its id, was 'none'
          name: Edge         | gone        | name is required in a catalogue
          provider: net      | gone        | provider is required in a catalogue
          category: dns      | gone        | category is required here or above services
          interval: 5m       | interval: 59s | checks[0].interval must be at least 60s in a catalogue: these are not our servers, was '59s'
          host: edge.example | gone        | checks[0].host is required in a catalogue
          expect: {}         | expect: {status: [401]}       | checks[0].expect must have a status below 400: what is behind a log-in is not asked
          expect: {}         | expect: {status: ["200-599"]} | checks[0].expect must have a status below 400: what is behind a log-in is not asked
          """)
  void everyRuleOfACatalogueHasItsComplaint(
      String right, @Nullable String wrong, String complaint) {
    String text =
        """
        services:
          - id: edge
            name: Edge
            provider: net
            category: dns
            checks:
              - scheme: dns
                host: edge.example
                interval: 5m
                expect: {}
        """;
    String broken = wrong == null ? text.replace(right, "") : text.replace(right, wrong);
    assertThatThrownBy(() -> reader.read("a.yaml", broken))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching("a.yaml:\\d+: services\\[0]\\." + Pattern.quote(complaint));
  }

  @Test
  void whatIsThereTwiceInTwoFilesIsRefusedWithBothPlaces() throws ConfigException {
    String text =
        """
        category: cdn
        services:
          - {id: edge, name: Edge, provider: edge, checks: [{host: edge.example}]}
        """;
    reader.read("a.yaml", text);
    assertThatThrownBy(() -> reader.read("b.yaml", text))
        .hasMessage(
            """
            b.yaml:3: services[0].id must be unique in the catalogue; it is there at a.yaml:3,\
             was 'edge'
            b.yaml:3: services[0].checks[0].host must be asked once; port 443 is at a.yaml:3,\
             was 'edge.example'\
            """);
  }

  @Test
  void aHostMayBeAskedAtAnotherPort() throws ConfigException {
    assertThat(
            reader.read(
                "a.yaml",
                """
                category: email
                services:
                  - id: post
                    name: Post
                    provider: post
                    checks:
                      - {id: imap, scheme: tls, host: post.example, port: 993}
                      - {id: smtp, scheme: tls, host: post.example, port: 465}
                """))
        .hasSize(1);
  }

  @Test
  void anEmptyFileAndAnUnknownKeyAreRefused() {
    assertThatThrownBy(() -> reader.read("a.yaml", "category: cdn\n"))
        .hasMessage("a.yaml:1: services must have at least one service");
    assertThatThrownBy(() -> reader.read("a.yaml", "categories: cdn\n"))
        .hasMessageContaining("a.yaml:1: categories is not known here; known: category, services");
  }
}
