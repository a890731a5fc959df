package org.plumbline.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.store.Deliveries;
import org.plumbline.store.Outbox;
import org.plumbline.store.Signal;
import org.plumbline.store.StoreException;

/** The deliveries in {@code truth.db}. */
final class DeliveryRows implements Deliveries {
  private static final String COLUMNS =
      "number, incident, version, channel, recipient, state, attempts, planned_at, due, problem";

  private final Database database;
  private final Signal last;

  DeliveryRows(Database database) {
    this.database = database;
    this.last = new Signal(database.read(DeliveryRows::newest));
  }

  private static long newest(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'delivery'")) {
      return row.getLong(1);
    }
  }

  @Override
  public void plan(Outbox.Row row, List<Destination> destinations, Instant now) {
    synchronized (database) {
      long[] number = new long[1];
      database.change(connection -> {
        if (OutboxRows.take(connection, row.number())) {
          for (Destination to : destinations) {
            insert(connection, row, to, now);
          }
        }
        number[0] = newest(connection);
      });
      last.raise(number[0]);
    }
  }

  private static void insert(Connection connection, Outbox.Row row, Destination to, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO delivery(
              incident, version, channel, recipient, state, attempts, planned_at, due)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?6)\
            """)) {
      insert.setString(1, row.incident());
      insert.setInt(2, row.version());
      insert.setString(3, to.channel());
      insert.setString(4, to.recipient());
      insert.setString(5, State.WAITING.word());
      insert.setLong(6, now.toEpochMilli());
      insert.executeUpdate();
    }
  }

  @Override
  public Optional<Told> told(String incident, String channel) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              SELECT min(version), max(version) FROM delivery
              WHERE incident = ? AND channel = ? HAVING count(*) > 0\
              """)) {
        select.setString(1, incident);
        select.setString(2, channel);
        try (ResultSet row = select.executeQuery()) {
          return row.next()
              ? Optional.of(new Told(row.getInt(1), row.getInt(2)))
              : Optional.empty();
        }
      }
    });
  }

  @Override
  public List<Delivery> due(String channel, Instant now, int limit) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT "
                  + COLUMNS
                  + " FROM delivery WHERE state = 'waiting' AND channel = ? AND due <= ?"
                  + " ORDER BY number LIMIT ?")) {
        select.setString(1, channel);
        select.setLong(2, now.toEpochMilli());
        select.setInt(3, limit);
        return deliveries(select);
      }
    });
  }

  @Override
  public void update(Delivery delivery) {
    synchronized (database) {
      database.change(connection -> {
        try (PreparedStatement update =
            connection.prepareStatement(
                """
                UPDATE delivery SET state = ?, attempts = ?, due = ?, problem = ?
                WHERE number = ?\
                """)) {
          update.setString(1, delivery.state().word());
          update.setInt(2, delivery.attempts());
          update.setLong(3, delivery.due().toEpochMilli());
          update.setString(4, delivery.problem());
          update.setLong(5, delivery.number());
          update.executeUpdate();
        }
      });
    }
  }

  @Override
  public void giveUpOthers(Set<String> channels, String problem) {
    String known = String.join(", ", channels.stream().map(channel -> "?").toList());
    synchronized (database) {
      database.change(connection -> {
        try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE delivery SET state = ?, problem = ? WHERE state = 'waiting'"
                    + " AND channel NOT IN ("
                    + known
                    + ")")) {
          update.setString(1, State.GIVEN_UP.word());
          update.setString(2, problem);
          int place = 3;
          for (String channel : channels) {
            update.setString(place++, channel);
          }
          update.executeUpdate();
        }
      });
    }
  }

  @Override
  public List<Delivery> find(Set<State> states, long before, int limit) {
    String places = String.join(", ", states.stream().map(_ -> "?").toList());
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT "
                  + COLUMNS
                  + " FROM delivery WHERE state IN ("
                  + places
                  + ") AND number < ? ORDER BY number DESC LIMIT ?")) {
        int place = 1;
        for (State state : states) {
          select.setString(place++, state.word());
        }
        select.setLong(place++, before);
        select.setInt(place, limit);
        return deliveries(select);
      }
    });
  }

  @Override
  public Map<State, Long> tally() {
    return database.read(connection -> {
      Map<State, Long> tally = new EnumMap<>(State.class);
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT state, count(*) FROM delivery GROUP BY state")) {
        while (row.next()) {
          tally.put(state(row.getString(1)), row.getLong(2));
        }
      }
      return tally;
    });
  }

  @Override
  public int forget(Instant before, int limit) {
    int[] gone = new int[1];
    synchronized (database) {
      database.change(connection -> {
        try (PreparedStatement delete =
            connection.prepareStatement(
                """
                DELETE FROM delivery WHERE number IN (
                  SELECT number FROM delivery
                  WHERE state <> 'waiting' AND planned_at < ? AND NOT EXISTS (
                    SELECT 1 FROM incident WHERE id = delivery.incident
                    AND incident.state IN ('suspected', 'open', 'recovering'))
                  ORDER BY number LIMIT ?)\
                """)) {
          delete.setLong(1, before.toEpochMilli());
          delete.setInt(2, limit);
          gone[0] = delete.executeUpdate();
        }
      });
    }
    return gone[0];
  }

  private static List<Delivery> deliveries(PreparedStatement select) throws SQLException {
    List<Delivery> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(
            new Delivery(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                new Destination(row.getString(4), row.getString(5)),
                state(row.getString(6)),
                row.getInt(7),
                Instant.ofEpochMilli(row.getLong(8)),
                Instant.ofEpochMilli(row.getLong(9)),
                row.getString(10)));
      }
    }
    return found;
  }

  private static State state(String word) {
    for (State state : State.values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw new StoreException("a delivery in the truth is damaged: state " + word);
  }

  @Override
  public long last() {
    return last.value();
  }

  @Override
  public boolean awaitAfter(long after, Duration timeout) throws InterruptedException {
    return last.awaitAbove(after, timeout);
  }
}
