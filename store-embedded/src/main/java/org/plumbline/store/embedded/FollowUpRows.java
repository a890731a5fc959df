package org.plumbline.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.model.Assignment;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Working;
import org.plumbline.store.FollowUps;
import org.plumbline.store.Judged;
import org.plumbline.store.Signal;
import org.plumbline.store.StoreException;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/** Requests and works in {@code truth.db}. */
final class FollowUpRows implements FollowUps {
  private final Database database;
  private final Signal version;

  FollowUpRows(Database database) {
    this.database = database;
    this.version =
        new Signal(
            database.read(connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row = statement.executeQuery("SELECT follow_ups FROM progress")) {
                return row.getLong(1);
              }
            }));
  }

  private static boolean changes(Judged judged) {
    return !judged.requests().isEmpty() || !judged.works().isEmpty();
  }

  /** The part of the runner's commit that is told to agents. */
  void commit(Connection connection, Judged judged) throws SQLException {
    try (PreparedStatement expire =
        connection.prepareStatement("DELETE FROM request WHERE until < ?")) {
      expire.setLong(1, judged.until().toEpochMilli());
      expire.executeUpdate();
    }
    if (!changes(judged)) {
      return;
    }
    try (Statement count = connection.createStatement()) {
      count.executeUpdate("UPDATE progress SET follow_ups = follow_ups + 1");
    }
    for (FollowUp request : judged.requests()) {
      insert(connection, request);
    }
    for (Map.Entry<String, List<Working>> works : judged.works().entrySet()) {
      replace(connection, works.getKey(), works.getValue());
    }
  }

  /** Wakes who waits, once the commit is durable. */
  void committed(Judged judged) {
    if (changes(judged)) {
      version.raise(version.value() + 1);
    }
  }

  private static void insert(Connection connection, FollowUp request) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO request(id, until, record) VALUES (?, ?, ?)")) {
      insert.setString(1, request.id());
      insert.setLong(2, request.until().toEpochMilli());
      insert.setBytes(3, Wire.write(new Assignment(0, List.of(), Map.of(), List.of(request))));
      insert.executeUpdate();
    }
  }

  private static void replace(Connection connection, String check, List<Working> addresses)
      throws SQLException {
    if (addresses.isEmpty()) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM works WHERE check_id = ?")) {
        delete.setString(1, check);
        delete.executeUpdate();
      }
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO works(check_id, record) VALUES (?, ?)")) {
      insert.setString(1, check);
      insert.setBytes(
          2, Wire.write(new Assignment(0, List.of(), Map.of(check, addresses), List.of())));
      insert.executeUpdate();
    }
  }

  @Override
  public List<FollowUp> requests(Instant now) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement("SELECT record FROM request WHERE until >= ? ORDER BY id")) {
        select.setLong(1, now.toEpochMilli());
        List<FollowUp> requests = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            requests.addAll(assignment(row.getBytes(1)).requests());
          }
        }
        return requests;
      }
    });
  }

  @Override
  public Map<String, List<Working>> works() {
    return database.read(connection -> {
      Map<String, List<Working>> works = new TreeMap<>();
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT record FROM works")) {
        while (row.next()) {
          works.putAll(assignment(row.getBytes(1)).works());
        }
      }
      return works;
    });
  }

  private static Assignment assignment(byte[] record) {
    try {
      return Wire.readAssignment(record);
    } catch (Unreadable e) {
      throw new StoreException("a request or address in the truth is damaged", e);
    }
  }

  @Override
  public long version() {
    return version.value();
  }

  @Override
  public boolean awaitVersion(long version, Duration timeout) throws InterruptedException {
    return this.version.awaitAbove(version, timeout);
  }
}
