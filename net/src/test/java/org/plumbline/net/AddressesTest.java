package org.plumbline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "fe80:0:0:0:0:0:0:0, fe80::",
    "[::1], ::1"
  })
  void addressesAreWrittenAsRfc5952Says(String given, String canonical) {
    assertThat(Addresses.format(Addresses.parse(given))).isEqualTo(canonical);
  }

  @Test
  void aHostNameIsNoAddressAndIsNeverLookedUp() {
    assertThat(Addresses.isLiteral("localhost")).isFalse();
    assertThat(Addresses.isLiteral("198.51.100.1")).isTrue();
  }

  @Test
  void aPrefixDropsTheBitsBeyondItsLength() {
    assertThat(Prefix.parse("192.0.2.77/25")).hasToString("192.0.2.0/25");
    assertThat(Prefix.parse("2001:db8:ffff::1/36")).hasToString("2001:db8:f000::/36");
    assertThat(Prefix.parse("192.0.2.7")).hasToString("192.0.2.7/32");
  }

  @Test
  void aPrefixHoldsItsEdgesAndNothingBeyond() {
    Prefix prefix = Prefix.parse("192.0.2.128/25");
    assertThat(prefix.contains(Addresses.parse("192.0.2.128"))).isTrue();
    assertThat(prefix.contains(Addresses.parse("192.0.2.255"))).isTrue();
    assertThat(prefix.contains(Addresses.parse("192.0.2.127"))).isFalse();
    assertThat(prefix.contains(Addresses.parse("2001:db8::1"))).isFalse();
    assertThat(Prefix.parse("::/0").contains(Addresses.parse("2001:db8::1"))).isTrue();
  }

  @Test
  void aLengthBeyondTheFamilyIsRefused() {
    assertThatThrownBy(() -> Prefix.parse("192.0.2.0/33"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 32");
  }
}
