package org.plumbline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationReaderTest {
  private static final Path FILE = Path.of("/etc/plumb/plumbline.yaml");

  private static Configuration read(String text) throws ConfigException {
    return ConfigurationReader.read(FILE, text, List.of());
  }

  @Test
  void anEmptyFileLeavesEverythingToItsDefault() throws ConfigException {
    Configuration read = read("{}");
    assertThat(read.listen()).isNull();
    assertThat(read.data()).isNull();
    assertThat(read.services()).isEmpty();
    assertThat(read.resolvers()).isEmpty();
    assertThat(read.vantage().id()).isNull();
  }

  @Test
  void everythingSaidIsReadAndPathsAreRelativeToTheFile() throws ConfigException {
    Configuration read =
        read(
            """
            listen: "[::1]:8443"
            data: kept
            vantage: {id: home-1, network: eyeball, asn: 4200000001, isp: Some Isp, city: Chicago, region: US-IL, country: US, lat: 41.88, lon: -87.63}
            resolvers: [{id: system}, {id: quad9, address: 9.9.9.9, operator: Quad9}, {id: own, address: 127.0.0.1@5353}]
            enrich: {file: owners.csv}
            probe: {allow: [10.1.0.0/16, "fd00::/8"], ca: ca.pem, roots: /roots}
            anchors: ["9.9.9.9:443"]
            mustFail: ["192.0.2.1:80"]
            services:
              - id: shop
                checks: [{host: shop.example.com, path: /basket, interval: 60s}]
            """);
    assertThat(String.valueOf(read.listen())).endsWith(":8443");
    assertThat(read.data()).isEqualTo(Path.of("/etc/plumb/kept"));
    assertThat(read.vantage().asn()).isEqualTo(4_200_000_001L);
    assertThat(read.vantage().lon()).isEqualTo(-87.63);
    assertThat(read.resolvers()).extracting("id").containsExactly("system", "quad9", "own");
    assertThat(read.enrich()).isEqualTo(new Enrich.File(Path.of("/etc/plumb/owners.csv")));
    assertThat(read.probe().ca()).isEqualTo(Path.of("/etc/plumb/ca.pem"));
    assertThat(read.probe().roots()).isEqualTo(Path.of("/roots"));
    assertThat(read.anchors()).hasSize(1);
    assertThat(read.services().getFirst().checks().getFirst().interval())
        .isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listen: 8080                          | listen must be ADDRESS:PORT",
        "listen: 'example.com:80'              | listen must be ADDRESS:PORT",
        "listen: '::1:80'                      | listen must be ADDRESS:PORT",
        "listen: '127.1:80'                    | listen must be ADDRESS:PORT",
        "listen: '127.0.0.1:70000'             | listen must be ADDRESS:PORT",
        "vantage: {id: Home}                   | vantage.id must be 1 to 64",
        "vantage: {network: lan}               | vantage.network must be one of",
        "vantage: {asn: 4294967296}            | vantage.asn must be a whole number",
        "vantage: {country: usa}               | vantage.country must be two letters",
        "vantage: {region: Illinois}           | vantage.region must be ISO 3166-2",
        "vantage: {lat: 41.9}                  | vantage.lat must be given with lat and lon both",
        "vantage: {lat: 91, lon: 0}            | vantage.lat must be a number from -90 to 90",
        "resolvers: [{id: a}]                  | resolvers[0].address is required",
        "resolvers: [{id: a, address: b}]      | resolvers[0].address must be an address",
        "resolvers: [{id: system}, {id: system}] | resolvers[1].id must be unique",
        "probe: {allow: [10.0.0.0/33]}         | probe.allow must be ADDRESS/BITS",
        "probe: {allow: [10.0.0.0]}            | probe.allow must be ADDRESS/BITS",
        "enrich: maybe                         | enrich must be dns, none, {file: PATH}",
        "anchors: ['9.9.9.9']                  | anchors must be ADDRESS:PORT",
        "mustFail: ['192.0.2.1:0']             | mustFail must be ADDRESS:PORT",
        "catalogue: [nonsense]                 | catalogue must be all, none, or a list",
        "colour: blue                          | colour is not known here"
      })
  void whatIsWrongIsSaidWithItsPlaceAndItsRule(String line, String complaint) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(FILE + ":1: ")
        .hasMessageContaining(complaint);
  }
}
