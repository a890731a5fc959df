package org.plumbline.collector;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.plumbline.store.Token;
import org.plumbline.store.Tokens;

/**
 * Who posts, and for which vantages it may speak: an admin for all, a token of one vantage for
 * that, any other for those that it introduced. Lives as long as one request.
 */
final class Reporter {
  private final Token token;
  private final Tokens tokens;
  private final Map<String, Boolean> known = new HashMap<>();

  Reporter(Token token, Tokens tokens) {
    this.token = token;
    this.tokens = tokens;
  }

  boolean isAdmin() {
    return token.scope() == Token.Scope.ADMIN;
  }

  /** Whether it may introduce a vantage; the first that does keeps it. */
  boolean mayIntroduce(String vantage) {
    if (isAdmin() || token.vantage() != null) {
      return mayReport(vantage);
    }
    boolean may = tokens.claim(vantage, token.name()).equals(token.name());
    known.put(vantage, may);
    return may;
  }

  boolean mayReport(String vantage) {
    if (isAdmin()) {
      return true;
    }
    if (token.vantage() != null) {
      return token.vantage().equals(vantage);
    }
    return known.computeIfAbsent(
        vantage, id -> tokens.holder(id).equals(Optional.of(token.name())));
  }
}
