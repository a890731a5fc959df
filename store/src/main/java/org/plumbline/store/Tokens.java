package org.plumbline.store;

import java.util.List;
import java.util.Optional;

/** Who may do what, and who reports for which vantage. */
public interface Tokens {
  /** Keeps a token; one of the same name goes. */
  void put(Token token);

  /** The token whose secret hashes to {@code sha256}, expired or not. */
  Optional<Token> find(String sha256);

  /** Takes a token away; true for the one caller who did, so that it can be spent only once. */
  boolean remove(String name);

  /** All, in the order of names. */
  List<Token> all();

  /**
   * Claims a vantage for a token: the first claim stands.
   *
   * @return name of the token that holds the vantage
   */
  String claim(String vantage, String token);

  /** Name of the token that claimed a vantage. */
  Optional<String> holder(String vantage);
}
