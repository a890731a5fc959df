package org.plumbline.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.store.Outbox;
import org.plumbline.store.Signal;

/** The outbox in {@code truth.db}; a row that is settled is taken away. */
final class OutboxRows implements Outbox {
  private final Database database;
  private final Signal last;

  OutboxRows(Database database, Signal last) {
    this.database = database;
    this.last = last;
  }

  @Override
  public List<Row> undelivered(long after, int limit) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              SELECT number, incident, version FROM outbox
              WHERE number > ? ORDER BY number LIMIT ?\
              """)) {
        select.setLong(1, after);
        select.setInt(2, limit);
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            rows.add(new Row(row.getLong(1), row.getString(2), row.getInt(3)));
          }
        }
        return rows;
      }
    });
  }

  @Override
  public void delivered(long number) {
    synchronized (database) {
      database.change(connection -> take(connection, number));
    }
  }

  /** Settles a row as part of a commit; true for the one caller who did. */
  static boolean take(Connection connection, long number) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM outbox WHERE number = ?")) {
      delete.setLong(1, number);
      return delete.executeUpdate() > 0;
    }
  }

  @Override
  public boolean awaitAfter(long after, Duration timeout) throws InterruptedException {
    return last.awaitAbove(after, timeout);
  }
}
