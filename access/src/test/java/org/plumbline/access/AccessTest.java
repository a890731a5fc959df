package org.plumbline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.store.StoreFixture.START;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.store.MemoryStore;
import org.plumbline.store.TestClock;
import org.plumbline.store.Token;
import org.plumbline.store.Token.Scope;

class AccessTest {
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.7");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final TestClock clock = new TestClock(START);
  private final MemoryStore store = new MemoryStore(clock);
  private final Access access = new Access(store.tokens(), clock, Set.of("Plumb.example"));

  @Test
  void aHostIsOursByNameOrByTheAddressThatWasReached() throws Exception {
    assertThat(access.ours("localhost:8080", LOOPBACK)).isTrue();
    assertThat(access.ours("LOCALHOST", LOOPBACK)).isTrue();
    assertThat(access.ours("plumb.EXAMPLE:80", ELSEWHERE)).isTrue();
    assertThat(access.ours("127.0.0.1:8080", LOOPBACK)).isTrue();
    assertThat(access.ours("[::1]:8080", InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(access.ours("192.0.2.7", ELSEWHERE)).isTrue();

    assertThat(access.ours("evil.example:8080", LOOPBACK)).isFalse();
    assertThat(access.ours("localhost.evil.example", LOOPBACK)).isFalse();
    assertThat(access.ours("192.0.2.7", LOOPBACK)).isFalse();
    assertThat(access.ours("", LOOPBACK)).isFalse();
    assertThat(access.ours("[", LOOPBACK)).isFalse();
  }

  @Test
  void loopbackReadsWithoutATokenAndNobodyElseDoes() {
    store.tokens().put(Token.of("r", "reads", Scope.READ));
    store.tokens().put(Token.of("a", "rules", Scope.ADMIN));
    store.tokens().put(Token.of("i", "writes", Scope.INGEST));
    store.tokens().put(Token.of("e", "joins", Scope.ENROL));
    store.tokens().put(new Token("o", Token.sha256("old"), Scope.READ, null, START));

    assertThatCode(() -> access.reader(LOOPBACK, Optional.empty())).doesNotThrowAnyException();
    assertThatCode(() -> access.reader(ELSEWHERE, Optional.of("reads"))).doesNotThrowAnyException();
    assertThatCode(() -> access.reader(ELSEWHERE, Optional.of("rules"))).doesNotThrowAnyException();
    assertRefused(Optional.empty(), 401);
    assertRefused(Optional.of("guess"), 401);
    assertRefused(Optional.of("old"), 401);
    assertRefused(Optional.of("writes"), 403);
    assertRefused(Optional.of("joins"), 403);
  }

  private void assertRefused(Optional<String> secret, int status) {
    assertThatThrownBy(() -> access.reader(ELSEWHERE, secret))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problem().status().code()).isEqualTo(status));
  }
}
