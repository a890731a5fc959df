package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Check;
import org.plumbline.model.Family;
import org.plumbline.model.Service;

final class ServiceReaderTest {
  private static List<Service> read(String yaml) throws ConfigException {
    Complaints complaints = new Complaints("a.yaml");
    Section root = Section.root(YamlFile.parse("a.yaml", yaml), complaints);
    List<Service> services = ServiceReader.read(root);
    root.done();
    complaints.throwIfAny();
    return services;
  }

  @Test
  void aCheckNeedsNoMoreThanAHost() throws ConfigException {
    Service shop = read("services: [{id: shop, checks: [{host: Shop.Example.com}]}]").getFirst();
    Check check = shop.checks().getFirst();
    assertThat(shop.name()).isEqualTo("shop");
    assertThat(check.id()).isEqualTo("shop/https");
    assertThat(check.host()).isEqualTo("shop.example.com");
    assertThat(check.port()).isEqualTo(443);
    assertThat(check.path()).isEqualTo("/");
    assertThat(check.interval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(check.families()).containsExactly(Family.V4);
  }

  @Test
  void everythingCanBeStated() throws ConfigException {
    Service shop =
        read("""
        services:
          - id: shop
            name: Our shop
            category: saas
            weight: 2
            provider: us
            dependsOn: [{kind: cdn, id: edge}]
            checks:
              - id: basket
                host: shop.example.com
                scheme: http
                port: 8080
                path: /basket
                interval: 30s
                timeout: 5s
                families: [4, 6]
                expect: {status: [200-299, "404"], contains: Basket, max: 2s}
              - {id: dns, host: 192.0.2.53, scheme: dns, question: {name: example.com, type: MX}}
        """)
            .getFirst();
    Check basket = shop.checks().getFirst();
    assertThat(basket.id()).isEqualTo("shop/basket");
    assertThat(basket.port()).isEqualTo(8_080);
    assertThat(basket.families()).containsExactly(Family.V4, Family.V6);
    assertThat(basket.expect().status()).containsExactly("200-299", "404");
    assertThat(basket.expect().max()).isEqualTo(Duration.ofSeconds(2));
    assertThat(shop.checks().getLast().question()).hasNoNullFieldsOrPropertiesExcept("klass");
    assertThat(shop.dependsOn()).hasSize(1);
  }

  @Test
  void whatIsWrongIsSaidAllAtOnce() {
    assertThatThrownBy(() ->
            read(
                """
                services:
                  - {id: a, checks: [{host: x, scheme: gopher, families: [5]}]}
                  - {id: a, checks: []}
                """))
        .hasMessage(
            """
            a.yaml:2: services[0].checks[0].scheme must be https, http, tcp, tls, dns or ping,\
             was 'gopher'
            a.yaml:2: services[0].checks[0].families must be 4 or 6, was '5'
            a.yaml:3: services[1].id must be unique among services, was 'a'
            a.yaml:3: services[1].checks must have at least one check\
            """);
  }
}
