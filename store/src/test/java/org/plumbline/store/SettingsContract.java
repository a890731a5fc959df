package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How every {@link Tokens} and {@link Settings} keep what they are given. */
public interface SettingsContract extends StoreFixture {
  @Test
  default void aTokenIsFoundByTheHashOfItsSecretAlone() {
    String secret = Token.newSecret();
    Token token = Token.of("laptop", secret, Token.Scope.INGEST);
    store().tokens().put(token);

    assertThat(store().tokens().find(Token.sha256(secret))).contains(token);
    assertThat(store().tokens().find(secret)).isEmpty();
    assertThat(store().tokens().find(Token.sha256("other"))).isEmpty();
    assertThat(token.toString()).doesNotContain(secret);
  }

  @Test
  default void aTokenReplacesTheOneOfItsNameAndIsSpentOnce() {
    store().tokens().put(Token.of("b", "first", Token.Scope.READ));
    Token enrol =
        new Token("b", Token.sha256("second"), Token.Scope.ENROL, "home-1", START.plusSeconds(9));
    store().tokens().put(enrol);
    Token admin = Token.of("a", "third", Token.Scope.ADMIN);
    store().tokens().put(admin);

    assertThat(store().tokens().find(Token.sha256("first"))).isEmpty();
    assertThat(store().tokens().all()).containsExactly(admin, enrol);
    assertThat(enrol.validAt(START)).isTrue();
    assertThat(enrol.validAt(START.plusSeconds(9))).isFalse();
    assertThat(store().tokens().remove("b")).isTrue();
    assertThat(store().tokens().remove("b")).isFalse();
  }

  @Test
  default void theFirstClaimOfAVantageStands() {
    assertThat(store().tokens().holder("home-1")).isEmpty();
    assertThat(store().tokens().claim("home-1", "laptop")).isEqualTo("laptop");
    assertThat(store().tokens().claim("home-1", "thief")).isEqualTo("laptop");
    assertThat(store().tokens().claim("home-2", "thief")).isEqualTo("thief");
    assertThat(store().tokens().holder("home-1")).contains("laptop");
  }

  @Test
  default void aSettingIsWhatItWasSetToLast() {
    assertThat(store().settings().get("listen")).isEmpty();
    store().settings().put("listen", "a");
    store().settings().put("listen", "b");
    assertThat(store().settings().get("listen")).contains("b");
  }
}
