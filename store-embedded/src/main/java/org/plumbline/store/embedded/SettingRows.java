package org.plumbline.store.embedded;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.store.Settings;
import org.plumbline.store.StoreException;
import org.plumbline.store.Token;
import org.plumbline.store.Tokens;

/** Tokens and settings in {@code truth.db}. */
final class SettingRows implements Tokens, Settings {
  private final Database database;

  SettingRows(Database database) {
    this.database = database;
  }

  /** Executes one statement as a change of its own; says how many rows it touched. */
  private int execute(String sql, @Nullable Object... arguments) {
    int[] rows = new int[1];
    synchronized (database) {
      database.change(connection -> {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
          }
          rows[0] = statement.executeUpdate();
        }
      });
    }
    return rows[0];
  }

  private Optional<String> text(String sql, String argument) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, argument);
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
      }
    });
  }

  @Override
  public void put(Token token) {
    execute(
        "INSERT OR REPLACE INTO token(name, sha256, scope, vantage, expires)"
            + " VALUES (?, ?, ?, ?, ?)",
        token.name(),
        token.sha256(),
        token.scope().word(),
        token.vantage(),
        token.expires() == null ? null : token.expires().toEpochMilli());
  }

  @Override
  public Optional<Token> find(String sha256) {
    return tokens(
            "SELECT name, sha256, scope, vantage, expires FROM token WHERE sha256 = ?", sha256)
        .stream()
        .findFirst();
  }

  @Override
  public List<Token> all() {
    return tokens(
        "SELECT name, sha256, scope, vantage, expires FROM token WHERE name <> ? ORDER BY name",
        "");
  }

  private List<Token> tokens(String sql, String argument) {
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, argument);
        List<Token> tokens = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            tokens.add(token(row));
          }
        }
        return tokens;
      }
    });
  }

  private static Token token(ResultSet row) throws SQLException {
    long expires = row.getLong(5);
    Instant end = row.wasNull() ? null : Instant.ofEpochMilli(expires);
    return new Token(
        row.getString(1), row.getString(2), scope(row.getString(3)), row.getString(4), end);
  }

  private static Token.Scope scope(String word) {
    for (Token.Scope scope : Token.Scope.values()) {
      if (scope.word().equals(word)) {
        return scope;
      }
    }
    throw new StoreException("the truth holds a token of unknown scope " + word);
  }

  @Override
  public boolean remove(String name) {
    return execute("DELETE FROM token WHERE name = ?", name) > 0;
  }

  @Override
  public String claim(String vantage, String token) {
    Optional<String> holder = holder(vantage);
    if (holder.isPresent()) {
      return holder.get();
    }
    execute("INSERT OR IGNORE INTO claim(vantage, token) VALUES (?, ?)", vantage, token);
    return holder(vantage).orElseThrow();
  }

  @Override
  public Optional<String> holder(String vantage) {
    return text("SELECT token FROM claim WHERE vantage = ?", vantage);
  }

  @Override
  public Optional<String> get(String name) {
    return text("SELECT value FROM setting WHERE name = ?", name);
  }

  @Override
  public void put(String name, String value) {
    execute("INSERT OR REPLACE INTO setting(name, value) VALUES (?, ?)", name, value);
  }
}
