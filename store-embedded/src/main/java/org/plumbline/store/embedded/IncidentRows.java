package org.plumbline.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.model.Incident;
import org.plumbline.store.Incidents;
import org.plumbline.store.Signal;
import org.plumbline.store.StoreException;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/** Questions about incidents, answered by {@code truth.db}. */
final class IncidentRows implements Incidents {
  private static final String ID = "(SELECT id FROM incident WHERE appeared = ?)";

  /** Takes away the incident that appeared with a change; its own row goes last. */
  private static final List<String> FORGET =
      List.of(
          "DELETE FROM delivery WHERE incident = " + ID,
          "DELETE FROM change WHERE incident = " + ID,
          "DELETE FROM incident_service WHERE appeared = ?",
          "DELETE FROM incident WHERE appeared = ?");

  private final Database database;
  private final Signal lastChange;

  IncidentRows(Database database, Signal lastChange) {
    this.database = database;
    this.lastChange = lastChange;
  }

  /** A row that ends in a record, and the number that stands before it. */
  private record Row(long number, Incident incident) {}

  private List<Row> rows(String sql, List<Object> arguments) {
    return database.read(connection -> rows(connection, sql, arguments));
  }

  private static List<Row> rows(Connection connection, String sql, List<Object> arguments)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.size(); i++) {
        select.setObject(i + 1, arguments.get(i));
      }
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(new Row(row.getLong(1), incident(row.getBytes(2))));
        }
      }
      return rows;
    }
  }

  private static Incident incident(byte[] record) {
    try {
      return Wire.readIncident(record);
    } catch (Unreadable e) {
      throw new StoreException("an incident in the truth is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Incident> newest(String id) {
    return rows(
            """
            SELECT number, record FROM incident JOIN change ON number = newest WHERE id = ?\
            """,
            List.of(id))
        .stream()
        .findFirst()
        .map(Row::incident);
  }

  @Override
  public List<Incident> history(String id) {
    return rows(
            "SELECT number, record FROM change WHERE incident = ? ORDER BY version", List.of(id))
        .stream()
        .map(Row::incident)
        .toList();
  }

  @Override
  public Page find(Filter filter, long before, int limit) {
    StringBuilder sql =
        new StringBuilder(
            """
            SELECT appeared, record FROM incident JOIN change ON number = newest
            WHERE appeared < ?\
            """);
    List<Object> arguments = new ArrayList<>();
    arguments.add(before);
    if (!filter.states().isEmpty()) {
      sql.append(
          filter.states().stream()
              .map(_ -> "?")
              .collect(Collectors.joining(", ", " AND state IN (", ")")));
      filter.states().forEach(state -> arguments.add(state.word()));
    }
    if (filter.service() != null) {
      sql.append(" AND appeared IN (SELECT appeared FROM incident_service WHERE service = ?)");
      arguments.add(filter.service());
    }
    if (filter.since() != null) {
      sql.append(" AND emitted_at >= ?");
      arguments.add(filter.since().toEpochMilli());
    }
    sql.append(" ORDER BY appeared DESC LIMIT ?");
    arguments.add(limit + 1); // one more than wanted says whether there is a next page
    List<Row> rows = rows(sql.toString(), arguments);
    boolean more = rows.size() > limit;
    List<Row> page = more ? rows.subList(0, limit) : rows;
    return new Page(page.stream().map(Row::incident).toList(), more ? page.getLast().number() : 0);
  }

  @Override
  public List<Change> changes(long after, int limit) {
    return rows(
            "SELECT number, record FROM change WHERE number > ? ORDER BY number LIMIT ?",
            List.of(after, limit))
        .stream()
        .map(row -> new Change(row.number(), row.incident()))
        .toList();
  }

  @Override
  public int forget(Instant before, int limit) {
    List<Long> old = new ArrayList<>();
    synchronized (database) {
      database.change(connection -> {
        old.addAll(old(connection, before, limit));
        for (long appeared : old) {
          for (String sql : FORGET) {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
              delete.setLong(1, appeared);
              delete.executeUpdate();
            }
          }
        }
      });
    }
    return old.size();
  }

  private static List<Long> old(Connection connection, Instant before, int limit)
      throws SQLException {
    List<Long> old = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT appeared FROM incident
            WHERE state IN ('resolved', 'retracted', 'merged') AND emitted_at < ?
            AND newest < (SELECT max(number) FROM change)
            AND id NOT IN (SELECT incident FROM outbox)
            ORDER BY appeared LIMIT ?\
            """)) {
      select.setLong(1, before.toEpochMilli());
      select.setInt(2, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          old.add(row.getLong(1));
        }
      }
    }
    return old;
  }

  @Override
  public long lastChange() {
    return lastChange.value();
  }

  @Override
  public boolean awaitAfter(long after, Duration timeout) throws InterruptedException {
    return lastChange.awaitAbove(after, timeout);
  }
}
