package org.plumbline.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.plumbline.model.Incident;
import org.plumbline.store.Judged;
import org.plumbline.store.Signal;
import org.plumbline.store.Truth;
import org.plumbline.wire.Wire;

/** The one commit of the runner, in {@code truth.db}. */
final class TruthFile implements Truth {
  private final Database database;
  private final FollowUpRows followUps;
  private final Signal lastChange;
  private final Signal lastAlert;

  TruthFile(Database database, FollowUpRows followUps) {
    this.database = database;
    this.followUps = followUps;
    this.lastChange = new Signal(number("SELECT coalesce(max(number), 0) FROM change"));
    this.lastAlert =
        new Signal(
            number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'outbox'"));
  }

  private long number(String sql) {
    return database.read(connection -> number(connection, sql));
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  Signal lastChange() {
    return lastChange;
  }

  Signal lastAlert() {
    return lastAlert;
  }

  @Override
  public long cursor() {
    return number("SELECT cursor FROM progress");
  }

  @Override
  public Instant until() {
    return Instant.ofEpochMilli(number("SELECT until FROM progress"));
  }

  @Override
  public void commit(Judged judged) {
    synchronized (database) {
      long change = lastChange.value();
      long[] alert = new long[1];
      database.change(connection -> {
        advance(connection, judged);
        long number = change;
        for (Incident incident : judged.incidents()) {
          insert(connection, incident, ++number);
        }
        insertAlerts(connection, judged.alerts());
        alert[0] =
            number(
                connection,
                "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'outbox'");
        followUps.commit(connection, judged);
      });
      lastChange.raise(change + judged.incidents().size());
      lastAlert.raise(alert[0]);
      followUps.committed(judged);
    }
  }

  private static void advance(Connection connection, Judged judged) throws SQLException {
    long cursor = number(connection, "SELECT cursor FROM progress");
    if (judged.cursor() <= cursor) {
      throw new IllegalArgumentException(
          "judged up to " + judged.cursor() + " again, committed up to " + cursor);
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE progress SET cursor = ?, until = ?")) {
      update.setLong(1, judged.cursor());
      update.setLong(2, judged.until().toEpochMilli());
      update.executeUpdate();
    }
  }

  private static void insert(Connection connection, Incident incident, long number)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO change(number, incident, version, record) VALUES (?, ?, ?, ?)")) {
      insert.setLong(1, number);
      insert.setString(2, incident.id());
      insert.setInt(3, requireRising(connection, incident));
      insert.setBytes(4, Wire.write(incident));
      insert.executeUpdate();
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO incident(appeared, id, newest, version, state, emitted_at)
            VALUES (?1, ?2, ?1, ?3, ?4, ?5) ON CONFLICT(id) DO UPDATE
            SET newest = ?1, version = ?3, state = ?4, emitted_at = ?5\
            """)) {
      upsert.setLong(1, number);
      upsert.setString(2, incident.id());
      upsert.setInt(3, incident.version());
      upsert.setString(4, incident.state().word());
      upsert.setLong(5, incident.emittedAt().toEpochMilli());
      upsert.executeUpdate();
    }
    insertServices(connection, incident);
  }

  private static int requireRising(Connection connection, Incident incident) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT version FROM incident WHERE id = ?")) {
      select.setString(1, incident.id());
      try (ResultSet row = select.executeQuery()) {
        int standing = row.next() ? row.getInt(1) : 0;
        if (incident.version() <= standing) {
          throw new IllegalArgumentException(
              "incident "
                  + incident.id()
                  + " version "
                  + incident.version()
                  + " after "
                  + standing);
        }
        return incident.version();
      }
    }
  }

  private static void insertServices(Connection connection, Incident incident) throws SQLException {
    try (PreparedStatement clear =
            connection.prepareStatement(
                "DELETE FROM incident_service WHERE appeared"
                    + " = (SELECT appeared FROM incident WHERE id = ?)");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT OR IGNORE INTO incident_service(service, appeared)"
                    + " SELECT ?, appeared FROM incident WHERE id = ?")) {
      clear.setString(1, incident.id());
      clear.executeUpdate();
      for (String service : incident.services()) {
        insert.setString(1, service);
        insert.setString(2, incident.id());
        insert.executeUpdate();
      }
    }
  }

  private static void insertAlerts(Connection connection, List<Judged.Alert> alerts)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO outbox(incident, version) VALUES (?, ?)")) {
      for (Judged.Alert alert : alerts) {
        insert.setString(1, alert.incident());
        insert.setInt(2, alert.version());
        insert.executeUpdate();
      }
    }
  }
}
