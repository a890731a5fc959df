package org.plumbline.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.store.Token;
import org.plumbline.store.Tokens;
import org.plumbline.wire.IssuedToken;

/** Makes tokens. */
public final class Issuing {
  /** How long an enrolment token is good for, unless it is spent before. */
  public static final Duration ENROL_WITHIN = Duration.ofHours(1);

  private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1,64}");
  private static final int UNIQUE_DIGITS = 8;

  private final Tokens tokens;
  private final InstantSource clock;

  public Issuing(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Makes a token and tells its secret, which is told nowhere else.
   *
   * @param name empty or null for one that is made up
   * @throws IllegalArgumentException when the name breaks its rule or is taken
   */
  public IssuedToken issue(Token.Scope scope, @Nullable String name) {
    forgetExpired();
    String called =
        name == null || name.isEmpty()
            ? scope.word() + "-" + Token.newSecret().substring(0, UNIQUE_DIGITS)
            : name;
    if (!NAME.matcher(called).matches()) {
      throw new IllegalArgumentException(
          "the name of a token is 1 to 64 of a-z, 0-9, dot and hyphen");
    }
    if (tokens.all().stream().anyMatch(token -> token.name().equals(called))) {
      throw new IllegalArgumentException("there is a token of the name " + called + " already");
    }
    String secret = Token.newSecret();
    Instant expires = scope == Token.Scope.ENROL ? clock.instant().plus(ENROL_WITHIN) : null;
    tokens.put(new Token(called, Token.sha256(secret), scope, null, expires));
    return new IssuedToken(called, scope.word(), null, expires, secret);
  }

  /** All that was made and not taken away, without secrets. */
  public static List<IssuedToken> issued(Tokens tokens) {
    return tokens.all().stream()
        .map(token ->
            new IssuedToken(
                token.name(), token.scope().word(), token.vantage(), token.expires(), null))
        .toList();
  }

  private void forgetExpired() {
    Instant now = clock.instant();
    List<Token> expired = tokens.all().stream().filter(token -> !token.validAt(now)).toList();
    expired.forEach(token -> tokens.remove(token.name()));
  }
}
