package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.model.Check;

/** What people type as a target. */
final class LookTargetTest {
  @ParameterizedTest
  @CsvSource({
    "example.org, HTTPS, example.org, 443, /, false",
    "example.org:8443, TLS, example.org, 8443, , true",
    "https://example.org/a?b=c#d, HTTPS, example.org, 443, /a?b=c, false",
    "http://Example.ORG, HTTP, example.org, 80, /, false",
    "https://dot.test./, HTTPS, dot.test, 443, /, false",
    "dot.test., HTTPS, dot.test, 443, /, false",
    "https://my_shop.test:444/x, HTTPS, my_shop.test, 444, /x, false",
    "my_shop.test:443, TLS, my_shop.test, 443, , true",
    "https://user:secret@shop.test/, HTTPS, shop.test, 443, /, false",
    "'https://[2001:db8::1]:8443/', HTTPS, 2001:db8::1, 8443, /, false",
    "2001:db8::1, HTTPS, 2001:db8::1, 443, /, false",
    "192.0.2.1:25, TLS, 192.0.2.1, 25, , true",
    "tcp://mail.test:25, TCP, mail.test, 25, , false",
    "tls://mail.test, TLS, mail.test, 443, , false",
    "bücher.test, HTTPS, xn--bcher-kva.test, 443, /, false",
  })
  void targetsAreReadAsPeopleMeanThem(
      String typed, Check.Scheme scheme, String host, int port, String path, boolean guessed) {
    assertThat(LookTarget.parse(typed))
        .isEqualTo(new LookTarget(scheme, host, port, path, guessed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://",
        "gopher://x.test/",
        "x.test:0",
        "x.test:99999",
        "tcp://x.test",
        "a b"
      })
  void whatIsNoTargetIsRefusedWithAReason(String typed) {
    assertThatThrownBy(() -> LookTarget.parse(typed))
        .isInstanceOfSatisfying(
            Complaint.class, e -> assertThat(e.exitStatus()).isEqualTo(ExitStatus.WRONG_USAGE))
        .hasMessageStartingWith("target ");
  }

  @Test
  void idsAreTheHostAndTheScheme() {
    assertThat(LookTarget.parse("https://a.test/x").checkId()).isEqualTo("a.test/https");
  }
}
