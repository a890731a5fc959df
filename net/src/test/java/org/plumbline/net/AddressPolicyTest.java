package org.plumbline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.255",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.51.100.7",
        "203.0.113.9",
        "198.18.0.1",
        "224.0.0.251",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fdff::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "2002:7f00:1::",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1"
      })
  void nothingButThePublicInternetIsReached(String address) {
    assertThat(AddressPolicy.PUBLIC_ONLY.refusal(at(address, 443))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4",
        "172.32.0.1",
        "100.128.0.1",
        "192.0.1.1",
        "2a00::1",
        "2600:1f18::5",
        "64:ff9b::1.2.3.4"
      })
  void publicAddressesAreReached(String address) {
    assertThat(AddressPolicy.PUBLIC_ONLY.refusal(at(address, 443))).isEmpty();
  }

  @Test
  void anAllowedBlockIsReachedAndItsNeighbourIsNot() {
    var policy = new AddressPolicy(List.of(Prefix.parse("10.20.0.0/16")), Set.of());
    assertThat(policy.refusal(at("10.20.3.4", 80))).isEmpty();
    assertThat(policy.refusal(at("10.21.0.1", 80))).contains("private");
  }

  @Test
  void aPrivateResolverIsReachedAtItsOwnPortAlone() {
    var policy = new AddressPolicy(List.of(), Set.of(at("192.168.1.1", 53)));
    assertThat(policy.refusal(at("192.168.1.1", 53))).isEmpty();
    assertThat(policy.refusal(at("192.168.1.1", 80))).contains("private");
  }

  @Test
  void theSystemNetworkAsksThePolicyBeforeItSendsAnything() {
    var network = new SystemNetwork(AddressPolicy.PUBLIC_ONLY);
    assertThatThrownBy(() -> network.connect(at("127.0.0.1", 9), Duration.ofSeconds(1)))
        .isInstanceOf(AddressRefused.class)
        .hasMessage("address policy: 127.0.0.1 is loopback");
    assertThatThrownBy(() -> network.openUdp(at("127.0.0.1", 9)))
        .isInstanceOf(AddressRefused.class);
  }

  private static Endpoint at(String address, int port) {
    return new Endpoint(Addresses.parse(address), port);
  }
}
