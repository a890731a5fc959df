package org.plumbline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Deadline;

final class DialerTest {
  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(30));
  }

  private static Dialer dialer(AddressPolicy policy, HostNames names) {
    return new Dialer(names, policy, Trust.in(List.of()));
  }

  private static HostNames known(String... addresses) {
    return host -> Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::",
        "fe80::1", "fd00::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "fec0::1"
      })
  void addressesThatAreNotPublicAreRefusedByDefault(String address) {
    Dialer dialer = dialer(AddressPolicy.PUBLIC_ONLY, known(address));
    assertThatThrownBy(() -> dialer.connect("hooks.example", 443, soon()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("hooks.example is at")
        .hasMessageContaining("alerts.allowPrivate does not hold it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "localhost", "2130706433", "127.1", "0x7f.1"})
  void noSpellingOfLoopbackPassesTheGuard(String host) {
    Dialer dialer = dialer(AddressPolicy.PUBLIC_ONLY, HostNames.SYSTEM);
    assertThatThrownBy(() -> dialer.connect(host, 443, soon())).isInstanceOf(IOException.class);
  }

  @Test
  void oneAddressThatIsNotAllowedForbidsTheName() throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(Loopback.anyPort());
      Dialer dialer = dialer(Loopback.ALLOWED, known("127.0.0.1", "10.0.0.1"));
      assertThatThrownBy(() -> dialer.connect("hooks.example", server.getLocalPort(), soon()))
          .hasMessageContaining("10.0.0.1, which is private");
    }
  }

  @Test
  void theNameIsLookedUpOnceAndTheCheckedAddressIsTheOneConnectedTo() throws IOException {
    List<String> asked = new ArrayList<>();
    HostNames rebinding =
        host -> {
          asked.add(host);
          return List.of(InetAddress.ofLiteral(asked.size() == 1 ? "127.0.0.1" : "127.0.0.2"));
        };
    try (ServerSocket server = new ServerSocket()) {
      server.bind(Loopback.anyPort());
      try (Socket socket =
          dialer(Loopback.ALLOWED, rebinding)
              .connect("hooks.example", server.getLocalPort(), soon())) {
        assertThat(socket.getInetAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(socket.getInetAddress().getHostName()).isEqualTo("hooks.example");
        assertThat(asked).containsExactly("hooks.example");
      }
    }
  }

  @Test
  void theNextAddressIsTriedWhenOneDoesNotAnswer() throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(Loopback.anyPort());
      try (Socket socket =
          dialer(Loopback.ALLOWED, known("127.0.0.2", "127.0.0.1"))
              .connect("hooks.example", server.getLocalPort(), soon())) {
        assertThat(socket.getInetAddress().getHostAddress()).isEqualTo("127.0.0.1");
      }
    }
  }
}
