package org.plumbline.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tokens and settings in memory. */
final class MemorySettings implements Tokens, Settings {
  private final TreeMap<String, Token> tokens = new TreeMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();

  @Override
  public synchronized void put(Token token) {
    tokens.put(token.name(), token);
  }

  @Override
  public synchronized Optional<Token> find(String sha256) {
    return tokens.values().stream().filter(token -> token.sha256().equals(sha256)).findFirst();
  }

  @Override
  public synchronized boolean remove(String name) {
    return tokens.remove(name) != null;
  }

  @Override
  public synchronized List<Token> all() {
    return List.copyOf(tokens.values());
  }

  @Override
  public synchronized String claim(String vantage, String token) {
    return holders.computeIfAbsent(vantage, id -> token);
  }

  @Override
  public synchronized Optional<String> holder(String vantage) {
    return Optional.ofNullable(holders.get(vantage));
  }

  @Override
  public synchronized Optional<String> get(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  @Override
  public synchronized void put(String name, String value) {
    settings.put(name, value);
  }
}
