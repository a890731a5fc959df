package org.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;

final class LabNetworkTest extends TinyTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  @Test
  void aServerAnswersAtALoopbackPortOnly() throws Exception {
    open(file(""));
    try (Socket socket = connect("v1", "198.51.100.80", 443)) {
      assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
    }
    try (Socket socket = connect("v2", "2001:db8::80", 443)) {
      assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
    }
  }

  @Test
  void everyAskerHasPortsOfItsOwn() throws Exception {
    open(file(""));
    assertThat(world().openPorts("v1")).hasSizeGreaterThan(10);
    world().openPorts("v2");
    List<Endpoint> locals = new ArrayList<>();
    world().ports().forEach(view -> locals.add(view.local()));
    assertThat(locals).doesNotHaveDuplicates();
    assertThat(world().ports())
        .anySatisfy(view -> {
          assertThat(view.server()).isEqualTo("ns.example.com");
          assertThat(view.virtual()).hasToString("198.51.100.4:53");
          assertThat(view.asker()).isEqualTo("v1");
        });
  }

  @Test
  void whatIsDownOrNowhereTimesOutAfterTheLimit() throws Exception {
    open(file(""));
    for (String address : List.of("198.51.100.90", "203.0.113.1", "198.51.100.254")) {
      long before = System.nanoTime();
      assertThatThrownBy(() -> connect("v1", address, 443))
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(LIMIT.toNanos());
    }
  }

  @Test
  void aClosedPortRefuses() throws Exception {
    open(file(""));
    assertThatThrownBy(() -> connect("v1", "198.51.100.91", 443))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("refused");
    assertThatThrownBy(() -> connect("v1", "198.51.100.80", 8_080))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("refused");
  }

  @Test
  void noRouteIsSaidAtOnce() throws Exception {
    open(file(""));
    assertThatThrownBy(() -> connect("v1", "198.51.100.92", 443))
        .isInstanceOf(NoRouteToHostException.class);
    assertThatThrownBy(() -> connect("v1", "2001:db8::80", 443))
        .isInstanceOf(NoRouteToHostException.class);
  }

  @Test
  void aRouteMayFailFromSomePlacesOnly() throws Exception {
    open(file("routes: [{to: 198.51.100.80/32, from: {continent: EU}, state: down}]"));
    connect("v1", "198.51.100.80", 443).close();
    assertThatThrownBy(() -> connect("v2", "198.51.100.80", 443))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void withoutUplinkNothingAnswersAndTheAnchorsSaySo() throws Exception {
    open(
        file("")
            .replace(
                "childlike, public]}", "childlike, public], uplink: {down: 50%, spell: 10s}}"));
    int up = 0;
    for (int n = 0; n < 100; n++) {
      at(Duration.ofSeconds(10L * n));
      up +=
          world()
                      .serves(
                          "v1",
                          InetAddress.ofLiteral("198.51.100.80"),
                          world().services().getFirst().checks().getFirst())
                  && uplink()
              ? 1
              : 0;
    }
    assertThat(up).isBetween(30, 70);
  }

  private boolean uplink() throws Exception {
    Endpoint anchor = world().anchors("v1").getFirst();
    try (Socket _ = world().network("v1").connect(anchor, Duration.ofMillis(20))) {
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Test
  void waitsAreScaledButNeverTooShort() throws Exception {
    Scenario scenario = Scenario.parse("tiny.yaml", file(""));
    try (LabWorld fast = LabWorld.open(scenario, LabClock.scaled(scenario.start(), 20), SEED)) {
      Network network = fast.network("v1");
      assertThat(network.realWait(Network.Wait.OPERATION, Duration.ofSeconds(5)))
          .isEqualTo(Duration.ofMillis(400));
      assertThat(network.realWait(Network.Wait.OPERATION, Duration.ofSeconds(10)))
          .isEqualTo(Duration.ofMillis(500));
      assertThat(network.realWait(Network.Wait.ROUTINE_RUN, Duration.ofSeconds(10)))
          .isEqualTo(Duration.ofSeconds(2));
      assertThat(network.realWait(Network.Wait.DIAGNOSTIC_RUN, Duration.ofSeconds(20)))
          .isEqualTo(Duration.ofSeconds(4));
    }
  }

  private Socket connect(String vantage, String address, int port) throws Exception {
    return world()
        .network(vantage)
        .connect(new Endpoint(InetAddress.ofLiteral(address), port), LIMIT);
  }
}
