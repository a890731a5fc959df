package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {id: a b, checks: [{host: x}]}                   | .id must be 1 to 64 letters, digits, dots, dashes and underscores, was 'a b'
          {checks: [{host: x}]}                            | .id is required and must be 1 to 64 letters, digits, dots, dashes and underscores
          {id: a, category: shop, checks: [{host: x}]}     | .category must be one of cdn, dns, cloud, isp, saas, email, ucaas, secaas, martech, ads, analytics, video, social, payment, developer, ai, other, was 'shop'
          {id: a, weight: -1, checks: [{host: x}]}         | .weight must be a number from 0 to 1000, was '-1'
          {id: a, kind: cdn, checks: [{host: x}]}          | .kind is not known here; known: category, checks, dependsOn, id, name, provider, weight
          {id: a}                                          | .checks must have at least one check
          {id: a, checks: [{path: /}]}                     | .checks[0].host is required and must be a host name or an address alone; scheme, port and path have keys of their own
          {id: a, checks: [{host: 'https://x/'}]}          | .checks[0].host must be a host name or an address alone; scheme, port and path have keys of their own, was 'https://x/'
          {id: a, checks: [{host: 'x:8443'}]}              | .checks[0].host must be a host name or an address alone; scheme, port and path have keys of their own, was 'x:8443'
          {id: a, checks: [{host: x, path: basket}]}       | .checks[0].path must begin with /, was 'basket'
          {id: a, checks: [{host: x, scheme: tls, path: /}]} | .checks[0].path is for https and http alone, was '/'
          {id: a, checks: [{host: x, scheme: tcp}]}        | .checks[0].port is required and must be a whole number from 1 to 65535
          {id: a, checks: [{host: x, port: 0}]}            | .checks[0].port must be a whole number from 1 to 65535, was '0'
          {id: a, checks: [{host: x, interval: 1m30s}]}    | .checks[0].interval must be a duration such as 60s, 5m or 30d, from 1s to 1d, was '1m30s'
          {id: a, checks: [{host: x, timeout: 5m}]}        | .checks[0].timeout must be a duration such as 60s, 5m or 30d, from 100ms to 2m, was '5m'
          {id: a, checks: [{host: x, expect: {status: [ok]}}]} | .checks[0].expect.status must be codes or ranges such as 200-399, was 'ok'
          {id: a, checks: [{host: x, expect: {body: x}}]}  | .checks[0].expect.body is not known here; known: answers, certificateSha256, contains, max, notContains, rcode, status
          {id: a, checks: [{host: x, question: {name: y}}]} | .checks[0].question is for dns alone
          {id: a, checks: [{host: x, scheme: dns, question: {type: A}}]} | .checks[0].question.name is required and must be text
          {id: a, checks: [{host: x}, {host: y}]}          | .checks[1].id must be unique; state an id for each of these checks, was 'a/https'
          {id: a, dependsOn: [{kind: sun, id: x}], checks: [{host: x}]} | .dependsOn[0].kind must be a kind of entity such as nameserver, was 'sun'
          """)
  void everyWrongValueHasItsComplaint(String service, String complaint) {
    assertThatThrownBy(() -> read("services:\n  - " + service))
        .isInstanceOf(ConfigException.class)
        .hasMessage("a.yaml:2: services[0]" + complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "'2001:db8::1'",
        "'[2001:db8::1]'",
        "my_shop.example",
        "bücher.example"
      })
  void aHostIsANameOrAnAddress(String host) throws ConfigException {
    assertThat(read("services: [{id: a, checks: [{host: " + host + "}]}]")).hasSize(1);
  }

  @Test
  void aDnsCheckNeedsNeitherServerNorQuestion() throws ConfigException {
    Check check =
        read("services: [{id: a, checks: [{scheme: dns}]}]").getFirst().checks().getFirst();
    assertThat(check.host()).isNull();
    assertThat(check.question()).isNull();
    assertThat(check.port()).isEqualTo(53);
  }
}
